using System;
using System.Net.Http;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;

namespace MemoryApi.Core;

/// <summary>Makes a result of an answer with a success status, or an exception that says why that can't be done.</summary>
internal static class ResultReader
{
    public static TResult Read<TResult>(ApiRequest<TResult> request, ApiCall call, HttpResponseMessage response, ArraySegment<byte> body)
    {
        using var reader = WireJsonReader.Create(body);
        reader.PropertyNameTable = request.Operation.MemberNames;

        try
        {
            if (!reader.Read())
            {
                return ReadNothing(request, call, response);
            }

            var result = ReadValue(request, reader);
            return reader.Read()
                ? throw new JsonSerializationException("Something follows the JSON value.")
                : result;
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
                $"the answer is not the JSON that is due. {nameof(MemoryApiException.Body)} has it; the inner exception says what is wrong.",
                WithoutContent(failure, reader));
        }
    }

    private static TResult ReadValue<TResult>(ApiRequest<TResult> request, JsonReader reader)
    {
        var result = reader.TokenType == JsonToken.Null ? default : request.ResultModel.Read(reader);
        return result is null && !request.IsResultNullable
            ? throw new JsonSerializationException("The answer is null.")
            : result!;
    }

    private static TResult ReadNothing<TResult>(ApiRequest<TResult> request, ApiCall call, HttpResponseMessage response)
    {
        var isAllowed = request.Operation.IsEmptyResultAllowed || (int)response.StatusCode is 204 or 205;
        return isAllowed && request.EmptyResult is { } empty
            ? empty()
            : throw ApiFailure.Unusable(call, response, default, "the answer is empty, and one with content is due.");
    }

    /// <summary>The readers' own messages quote what they found, and an exception's text ends up in logs.</summary>
    private static JsonException WithoutContent(Exception failure, JsonTextReader reader) => failure is JsonSerializationException shape
        ? new JsonReaderException(
            $"{shape.Message} Line {reader.LineNumber}, position {reader.LinePosition}.", reader.Path, reader.LineNumber, reader.LinePosition, null)
        : new JsonReaderException(
            $"The JSON can't be read at line {reader.LineNumber}, position {reader.LinePosition}.", reader.Path, reader.LineNumber, reader.LinePosition, null);
}
