using System;
using System.ComponentModel;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>
/// The content of a message: plain text, or a reference to an image or document. A string converts to it implicitly.
/// </summary>
/// <remarks>With <see cref="AddMemoriesRequest.Infer"/> false the service refuses or skips anything but text.</remarks>
[System.Text.Json.Serialization.JsonConverter(typeof(MessageContentJson))]
[Newtonsoft.Json.JsonConverter(typeof(NewtonsoftConverter<MessageContent, MessageContentJson>))]
public sealed class MessageContent : IEquatable<MessageContent>
{
    // Exactly one of the two is set.
    private readonly JToken? _token;

    private MessageContent(string text) => Text = text;

    private MessageContent(JToken token) => _token = token;

    /// <summary>The text; <see langword="null"/> when the content isn't text.</summary>
    public string? Text { get; }

    /// <summary>Plain text.</summary>
    /// <param name="text">The text; it may be empty.</param>
    /// <exception cref="ArgumentNullException">The text is <see langword="null"/>.</exception>
    public static MessageContent FromText(string text)
    {
        Require.NotNull(text, nameof(text));
        return new MessageContent(text);
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

    /// <summary>Content of any other kind. It is sent unchanged.</summary>
    /// <param name="content">The JSON of the content.</param>
    /// <exception cref="ArgumentException">The JSON is neither a string nor an object.</exception>
    public static MessageContent FromJson(JToken content)
    {
        Require.NotNull(content, nameof(content));
        return content.Type is JTokenType.String or JTokenType.Object
            ? FromToken(content.DeepClone())
            : throw new ArgumentException("The content of a message is a string or an object.", nameof(content));
    }

    /// <summary>The JSON of the content: a string or an object.</summary>
    public JToken ToJson() => _token?.DeepClone() ?? new JValue(Text);

    /// <summary>Plain text.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator MessageContent(string text) => FromText(text);

    /// <inheritdoc/>
    public bool Equals(MessageContent? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal) && JToken.DeepEquals(_token, other._token);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MessageContent);

    /// <inheritdoc/>
    public override int GetHashCode() => Text is null ? JToken.EqualityComparer.GetHashCode(_token!) : StringComparer.Ordinal.GetHashCode(Text);

    /// <summary>The kind of the content, without the content itself, which could get into a log by accident.</summary>
    public override string ToString() => _token is JObject content ? $"({(string?)content["type"] ?? "object"})" : "(text)";

    internal void WriteTo(JsonOutput output)
    {
        if (Text is null)
        {
            output.Value(_token);
        }
        else
        {
            output.Value(Text);
        }
    }

    internal static MessageContent FromToken(JToken token) => token is JValue { Value: string text } ? new MessageContent(text) : new MessageContent(token);

    private static MessageContent FromLocation(string type, string url)
    {
        Require.NotBlank(url, nameof(url));
        return new MessageContent(new JObject { ["type"] = type, [type] = new JObject { ["url"] = url } });
    }
}

/// <summary>Reads and writes the content of a message.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MessageContentJson : JsonCodec<MessageContent>
{
    internal static readonly MessageContentJson Instance = new();

    /// <inheritdoc/>
    public override MessageContent Read(ref JsonInput input) => MessageContent.FromToken(input.Token());

    /// <inheritdoc/>
    public override void Write(JsonOutput output, MessageContent value)
    {
        if (value is null)
        {
            // A message that was read may have no content. That is refused only when the message is sent.
            output.Null();
            return;
        }

        value.WriteTo(output);
    }
}
