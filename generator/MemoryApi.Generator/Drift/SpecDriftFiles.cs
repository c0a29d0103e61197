using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Drift;

/// <summary>Our specification, the vendor's, and the file that declares how ours departs from it.</summary>
internal sealed record SpecDriftFiles(string Ours, string Upstream, string Departures)
{
    /// <exception cref="GenerationException">A file can't be read or isn't what it should be.</exception>
    public DriftReport Compare() => new(
        this,
        ApiComparison.Compare(
            ApiReader.Read(SpecSource.Read(Ours, "Check its path.")),
            ApiReader.Read(SpecSource.Read(Upstream, "Check the path of the vendor's file."))),
        DepartureFile.Read(Departures));
}
