using System;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>
/// What a message says or shows: plain text, or an image or document by reference. A string converts to it by itself.
/// </summary>
/// <remarks>With <c>infer</c> off the service refuses or skips anything but text.</remarks>
[JsonConverter(typeof(MessageContentJson))]
public sealed class MessageContent : IEquatable<MessageContent>
{
    private readonly JToken _token;

    private MessageContent(JToken token) => _token = token;

    /// <summary>The text, or <see langword="null"/> when the content is something else.</summary>
    public string? Text => _token.Type == JTokenType.String ? (string?)_token : null;

    /// <summary>Plain text.</summary>
    /// <param name="text">The text; it may be empty.</param>
    /// <exception cref="ArgumentNullException">The text is <see langword="null"/>.</exception>
    public static MessageContent FromText(string text)
    {
        Require.NotNull(text, nameof(text));
        return new MessageContent(new JValue(text));
    }

    /// <summary>An image.</summary>
    /// <param name="url">An http or https address, a data URI, or the image in Base64.</param>
    public static MessageContent FromImage(string url) => FromLocation("image_url", url);

    /// <summary>A PDF document.</summary>
    /// <param name="url">An http or https address.</param>
    public static MessageContent FromPdf(string url) => FromLocation("pdf_url", url);

    /// <summary>A text document.</summary>
    /// <param name="url">An http or https address, a data URI, or the document in Base64.</param>
    public static MessageContent FromTextFile(string url) => FromLocation("txt_url", url);

    /// <summary>A Markdown or MDX document.</summary>
    /// <param name="url">An http or https address, a data URI, or the document in Base64.</param>
    public static MessageContent FromMarkdown(string url) => FromLocation("mdx_url", url);

    /// <summary>Content of a kind that has no method here, sent exactly as given.</summary>
    /// <param name="content">The JSON of the content.</param>
    /// <exception cref="ArgumentException">The JSON is neither a string nor an object.</exception>
    public static MessageContent FromJson(JToken content)
    {
        Require.NotNull(content, nameof(content));
        return content.Type is JTokenType.String or JTokenType.Object
            ? new MessageContent(content.DeepClone())
            : throw new ArgumentException("The content of a message is a string or an object.", nameof(content));
    }

    /// <summary>The content as it is sent: a string or an object.</summary>
    public JToken ToJson() => _token.DeepClone();

    /// <summary>Plain text.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator MessageContent(string text) => FromText(text);

    /// <inheritdoc/>
    public bool Equals(MessageContent? other) => other is not null && JToken.DeepEquals(_token, other._token);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MessageContent);

    /// <inheritdoc/>
    public override int GetHashCode() => JToken.EqualityComparer.GetHashCode(_token);

    /// <summary>The kind of the content. It holds nothing of the content itself, so that none gets into a log by accident.</summary>
    public override string ToString() => _token is JObject content ? $"({(string?)content["type"] ?? "object"})" : "(text)";

    internal void WriteTo(JsonWriter writer) => _token.WriteTo(writer);

    internal static MessageContent FromToken(JToken token) => new(token);

    private static MessageContent FromLocation(string type, string url)
    {
        Require.NotBlank(url, nameof(url));
        return new MessageContent(new JObject { ["type"] = type, [type] = new JObject { ["url"] = url } });
    }
}

/// <summary>Reads and writes the content of a message.</summary>
internal sealed class MessageContentJson : JsonModel<MessageContent>
{
    public static readonly MessageContentJson Instance = new();

    public override MessageContent Read(JsonReader reader) => MessageContent.FromToken(JsonRead.Token(reader));

    public override void Write(JsonWriter writer, MessageContent value) => value.WriteTo(writer);
}
