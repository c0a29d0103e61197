using System;
using System.Net.Http;
using System.Text.Json;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using JsonException = System.Text.Json.JsonException;

namespace MemoryApi.Core;

/// <summary>Reads the result from a response with a success status code, or throws an exception that says why the response can't be read.</summary>
internal static class ResultReader
{
    public static TResult Read<TResult>(ApiRequest<TResult> request, ApiCall call, HttpResponseMessage response, ArraySegment<byte> body)
    {
        if (request.ResultFormat != ContentFormat.Json && body.Count > 0)
        {
            return (TResult)(request.ResultFormat == ContentFormat.Bytes ? (object)body.AsSpan().ToArray() : Utf8Text.Decode(body));
        }

        var utf8 = Utf8Text.Valid(body);
        if (IsBlank(utf8))
        {
            return ReadNothing(request, call, response);
        }

        var input = new JsonInput(utf8);
        try
        {
            input.Start();
            var result = ReadValue(request, ref input);
            input.End();
            return result;
        }
        catch (EnvelopeErrorsException envelope)
        {
            throw ApiFailure.FromEnvelope(call, response, body, envelope.Errors);
        }
        catch (Exception failure) when (failure is not (MemoryApiException or OutOfMemoryException))
        {
            throw ApiFailure.Unusable(
                call,
                response,
                body,
                $"the response body isn't the JSON that this operation returns. See {nameof(MemoryApiException.Body)}; the inner exception says where it is wrong.",
                Describe(JsonPlace.Locate(failure, utf8, input.TokenStart, input.NamedLevels, input.TypedLevels)));
        }
    }

    private static TResult ReadValue<TResult>(ApiRequest<TResult> request, ref JsonInput input)
    {
        var result = input.IsNull ? default : request.ResultCodec.Read(ref input);
        return result is null && !request.IsResultNullable
            ? throw new JsonException("The response is null.")
            : result!;
    }

    private static TResult ReadNothing<TResult>(ApiRequest<TResult> request, ApiCall call, HttpResponseMessage response)
    {
        var isAllowed = request.Operation.IsEmptyResultAllowed || (int)response.StatusCode is 204 or 205;
        return isAllowed && request.EmptyResult is { } empty
            ? empty()
            : throw ApiFailure.Unusable(call, response, default, "the response body is empty, and this operation returns content.");
    }

    private static bool IsBlank(ReadOnlySpan<byte> utf8)
    {
        foreach (var value in utf8)
        {
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Converts the failure to an exception of Newtonsoft.Json, the library of the public surface. Its path contains only names from the specification.</summary>
    private static JsonReaderException Describe(JsonException failure) => new(
        failure.Path is { Length: > 0 } path ? $"At {path}: {failure.Message}" : failure.Message,
        failure.Path ?? string.Empty,
        (int)(failure.LineNumber ?? 0),
        (int)(failure.BytePositionInLine ?? 0),
        null);
}
