using MemoryApi.Core;

namespace Contoso.Parcels;

public partial class ContosoParcelsClient
{
    static partial void ConfigureAuthentication(ApiAuthentication authentication) => authentication.Prefix = "Parcel-Key ";
}
