using System;
using System.Linq;
using System.Reflection;
using System.Text;
using MemoryApi.Core;

namespace MemoryApi.UnitTests.Core.Diagnostics;

/// <summary>Every text that an exception and its causes hold, but for the properties of ours that are there for what the service said.</summary>
public static class ExceptionText
{
    public static string Of(Exception failure)
    {
        var text = new StringBuilder(failure.ToString());
        for (var link = failure; link is not null; link = link.InnerException)
        {
            text.AppendLine().Append(link.Message).Append(link.HelpLink);
            foreach (var value in link.Data.Keys.Cast<object?>().Concat(link.Data.Values.Cast<object?>()))
            {
                text.AppendLine().Append(value);
            }

            if (link is not MemoryApiException)
            {
                foreach (var property in link.GetType().GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(property => property.PropertyType == typeof(string)))
                {
                    text.AppendLine().Append(property.GetValue(link));
                }
            }
        }

        return text.ToString();
    }
}
