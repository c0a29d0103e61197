using System.Collections.Generic;

namespace MemoryApi.UnitTests.Core.Errors;

/// <summary>Bodies of errors as services and web frameworks send them.</summary>
public static class ErrorBodies
{
    public static IEnumerable<ErrorBodyRow> All() => [.. Members(), .. Frameworks(), .. Services(), .. Texts()];

    /// <summary>Each member that may have a reason, in each form.</summary>
    private static IEnumerable<ErrorBodyRow> Members()
    {
        foreach (var name in new[] { "message", "detail", "details", "error", "errors", "title", "Message", "error_message", "errorMessage", "error_description", "msg", "reason" })
        {
            yield return new($"{name}, text", Under(name, """ "It is bad." """), "It is bad.");
        }

        foreach (var name in new[] { "message", "detail", "details", "error", "errors", "errorMessages" })
        {
            yield return new($"{name}, list", Under(name, """["a","b"]"""), "a; b", null, " |  | a", " |  | b");
            yield return new($"{name}, list of lists", Under(name, """[["a"],["b"]]"""), "a; b", null, " |  | a", " |  | b");
            yield return new($"{name}, map of lists", Under(name, """{"field":["bad","worse"]}"""), "field: bad; field: worse", null, " | field | bad", " | field | worse");
            yield return new($"{name}, map of texts", Under(name, """{"field":"bad"}"""), "field: bad", null, " | field | bad");
            yield return new($"{name}, map of maps", Under(name, """{"a":{"b":["bad"]}}"""), "a.b: bad", null, " | a.b | bad");
            yield return new($"{name}, list of errors", Under(name, """[{"code":"X","message":"bad"}]"""), "bad", "X");
            yield return new($"{name}, map of errors", Under(name, """{"field":{"code":"X","message":"bad"}}"""), "field: bad", "X", "X | field | bad");
            yield return new($"{name}, an error", Under(name, """{"code":"X","message":"bad"}"""), "bad", "X");
            yield return new($"{name}, list of maps", Under(name, """[{"name":["bad"]},{"age":["low"]}]"""), "name: bad; age: low", null, " | name | bad", " | age | low");
        }

        foreach (var name in new[] { "code", "error_code", "errorCode", "Code", "error-code" })
        {
            yield return new($"{name}, text", Under(name, """ "X_1","message":"bad" """), "bad", "X_1");
            yield return new($"{name}, number", Under(name, """ 1042,"message":"bad" """), "bad", "1042");
            yield return new($"{name}, alone", Under(name, """ "X_1" """), null, "X_1");
            yield return new($"{name}, number, alone", Under(name, """-7"""), null, "-7");
        }

        yield return new("code, broken number", """{"code":4.5,"message":"bad"}""", "bad", "4.5");
        yield return new("error, number", """{"error":7,"message":"bad"}""", "bad", "7");
        yield return new("two codes", """{"code":"A","error_code":"B","message":"bad"}""", "bad; B", "A");
        yield return new("two codes, the second a number", """{"code":"A","error_code":5,"message":"bad"}""", "bad", "A");
        yield return new("code of errors without one", """{"code":"X","errors":{"a":["bad"]}}""", "a: bad", "X", "X | a | bad");
        yield return new("code of errors that have theirs", """{"code":"X","errors":[{"code":"Y","message":"bad"}]}""", "bad", "X", "X |  | ", "Y |  | bad");
        yield return new("code of fields", """{"code":"X","a":["bad"]}""", "a: bad", "X", "X | a | bad");
        yield return new("code as a field", """{"code":["bad"]}""", "code: bad", null, " | code | bad");
        yield return new("type as a field beside a reason", """{"type":["bad"],"message":"no"}""", "no; type: bad", null, " |  | no", " | type | bad");
        yield return new("type, text", """{"type":"NotFoundError","message":"gone"}""", "gone", "NotFoundError");
        yield return new("type beside a code", """{"type":"request_error","code":"model_not_found","message":"gone"}""", "gone", "model_not_found");
        yield return new("error, a word beside a message", """{"error":"RateLimited","message":"Slow down"}""", "Slow down", "RateLimited");
        yield return new("error, a word beside errors", """{"error":"ValidationError","message":["a"]}""", "a", "ValidationError");
        yield return new("error, a word beside a code", """{"error":"RateLimited","code":"X","message":"Slow down"}""", "Slow down; RateLimited", "X");
        yield return new("error, a sentence beside a message", """{"error":"No funds left.","message":"Top up"}""", "Top up; No funds left.");
        yield return new("error, a status beside a message", """{"error":"Forbidden","message":"no"}""", "no");
        yield return new("error, a status with its number", """{"error":"400 Bad Request","message":"no"}""", "no");
        yield return new("error, four digits", """{"error":"4000 Bad Request","message":"no"}""", "no; 4000 Bad Request");
        yield return new("error, a status alone", """{"error":"Bad Request","status":400}""", "Bad Request");
        yield return new("error, a status beside fields", """{"error":"Bad Request","name":["bad"]}""", "name: bad", null, " | name | bad");
        yield return new("error, a constant alone", """{"error":"NOT_FOUND"}""", "NOT_FOUND", "NOT_FOUND");
        yield return new("error, a constant of small letters", """{"error":"invalid_auth","ok":false}""", "invalid_auth", "invalid_auth");
        yield return new("error, a word alone", """{"error":"Nope"}""", "Nope");
        yield return new("error, digits alone", """{"error":"12_7"}""", "12_7");
        yield return new("error, a switch", """{"error":true,"message":"no"}""", "no");
        yield return new("two words", """{"error":"A_B","reason":"C_D"}""", "A_B; C_D", "A_B");
        yield return new("two reasons", """{"detail":"a","message":"b"}""", "a; b");
        yield return new("two equal reasons", """{"message":"a","errors":["a"]}""", "a", null, " |  | a", " |  | a");
        yield return new("two equal reasons of one error", """{"message":"a","detail":"a"}""", "a");
        yield return new("two titles", """{"title":"a","Title":"b"}""", "a; b");
        yield return new("reasons that end like sentences", """["a.","b!","c?","d:","e;","f"]""", "a. b! c? d: e; f", null, " |  | a.", " |  | b!", " |  | c?", " |  | d:", " |  | e;", " |  | f");
        yield return new("a reason and fields", """{"message":"no","errors":{"a":["bad"]}}""", "no; a: bad", null, " |  | no", " | a | bad");
        yield return new("a reason and other members", """{"message":"no","limit":"six","docs":"https://docs.test"}""", "no");
        yield return new("a field with the name of a reason", """{"errors":{"message":["bad"],"name":["low"]}}""", "message: bad; name: low", null, " | message | bad", " | name | low");
        yield return new("fields with the names of a reason and of none", """{"errors":{"message":"bad","name":"low"}}""", "message: bad; name: low", null, " | message | bad", " | name | low");
        yield return new("fields in a field", """{"settings":{"message":["bad"]}}""", "settings.message: bad", null, " | settings.message | bad");
        yield return new("an error in a member of its own", """{"fault":{"message":"bad","code":"X"}}""", "fault: bad", "X", "X | fault | bad");
        yield return new("a member of its own", """{"fault":{"faultstring":"Invalid key"}}""", "fault.faultstring: Invalid key", null, " | fault.faultstring | Invalid key");
        yield return new("a list member of the request", """{"items":[{},{"name":["bad"]}]}""", "items.1.name: bad", null, " | items.1.name | bad");
        yield return new("a list as the request", """[{},{"name":["bad"]}]""", "name: bad", null, " | name | bad");
        yield return new("a name for all of the request", """{"non_field_errors":["bad"]}""", "bad");
        yield return new("a name for all of a member", """{"a":{"__all__":["bad"]}}""", "a: bad", null, " | a | bad");
        yield return new("place, field", """{"errors":[{"field":"a","message":"bad"}]}""", "a: bad", null, " | a | bad");
        yield return new("place, list", """{"errors":[{"loc":["body","a",0,null],"msg":"bad"}]}""", "body.a.0: bad", null, " | body.a.0 | bad");
        yield return new("place, empty list", """{"errors":[{"loc":[],"msg":"bad"}]}""", "bad");
        yield return new("place, pointer", """{"detail":"bad","pointer":"#/a/0/b~1c~0d"}""", "a.0.b/c~d: bad", null, " | a.0.b/c~d | bad");
        yield return new("place, pointer to all", """{"detail":"bad","pointer":"#"}""", "bad");
        yield return new("place, source", """{"errors":[{"source":{"pointer":"/data/a"},"title":"bad"}]}""", "data.a: bad", null, " | data.a | bad");
        yield return new("place, parameter", """{"errors":[{"source":{"parameter":"page"},"title":"bad"}]}""", "page: bad", null, " | page | bad");
        yield return new("place, path of the address", """{"message":"bad","path":"/v1/things"}""", "bad");
        yield return new("place, path of the address, in capitals", """{"message":"bad","Path":"/v1/things"}""", "bad");
        yield return new("place, property path", """{"violations":[{"propertyPath":"a.b","message":"bad"}]}""", "a.b: bad", null, " | a.b | bad");
        yield return new("place of several errors", """{"errors":[{"field":"a","errors":["bad","worse"]}]}""", "a: bad; a: worse", null, " | a | bad", " | a | worse");
        yield return new("place inside of a field", """{"a":[{"message":"bad","field":"b"}]}""", "b: bad", null, " | b | bad");
        yield return new("place, with a code only", """{"errors":[{"field":"a","code":"missing"}]}""", "a: missing", "missing", "missing | a | ");
        yield return new("place, name of a parameter", """{"errors":[{"name":"a","reason":"It is bad."},{"name":"ZodError","message":"no"}]}""", "a: It is bad. no", null, " | a | It is bad.", " |  | no");
        yield return new("place as a field", """{"field":["bad"],"status":["worse"]}""", "field: bad; status: worse", null, " | field | bad", " | status | worse");
    }

    private static IEnumerable<ErrorBodyRow> Frameworks()
    {
        // Django REST framework
        yield return new("Django REST framework", """{"detail":"Authentication credentials were not provided."}""", "Authentication credentials were not provided.");
        yield return new("Django REST framework", """{"detail":"Given token not valid","code":"token_not_valid","messages":[{"token_class":"AccessToken","message":"Token is expired"}]}""", "Given token not valid", "token_not_valid");
        yield return new("Django REST framework", """{"name":["This field is required."],"email":["Enter a valid email address."]}""", "name: This field is required. email: Enter a valid email address.", null, " | name | This field is required.", " | email | Enter a valid email address.");
        yield return new("Django REST framework", """{"name":[{"message":"This field is required.","code":"required"}]}""", "name: This field is required.", "required", "required | name | This field is required.");
        yield return new("Django REST framework", """{"messages":[{},{"content":["This field may not be blank."]}]}""", "messages.1.content: This field may not be blank.", null, " | messages.1.content | This field may not be blank.");
        yield return new("Django REST framework", """{"event_types":{"0":["\"x\" is not a valid choice."]}}""", "event_types.0: \"x\" is not a valid choice.", null, " | event_types.0 | \"x\" is not a valid choice.");
        yield return new("Django REST framework", "\"Invalid.\"", "Invalid.");
        yield return new("Django REST framework", """["First.","Second."]""", "First. Second.", null, " |  | First.", " |  | Second.");

        // FastAPI
        yield return new("FastAPI", """{"detail":"Not Found"}""", "Not Found");
        yield return new("FastAPI", """{"detail":[{"type":"missing","loc":["body","user","email"],"msg":"Field required","input":{"name":"x"},"url":"https://errors.pydantic.dev/2/v/missing"}]}""", "body.user.email: Field required", "missing", "missing | body.user.email | Field required");
        yield return new("FastAPI", """{"detail":[{"loc":["query","limit"],"msg":"value is not a valid integer","type":"type_error.integer"},{"loc":["body"],"msg":"none","type":"missing","ctx":{"error":"x"}}]}""", "query.limit: value is not a valid integer; body: none", "type_error.integer", "type_error.integer | query.limit | value is not a valid integer", "missing | body | none");
        yield return new("FastAPI", """{"detail":{"reason":"quota","limit":6}}""", "quota");
        yield return new("FastAPI", """{"detail":{"errors":["a","b"]}}""", "a; b", null, " |  | a", " |  | b");

        // NestJS
        yield return new("NestJS", """{"statusCode":400,"message":["a must be string","b is required"],"error":"Bad Request"}""", "a must be string; b is required", null, " |  | a must be string", " |  | b is required");
        yield return new("NestJS", """{"statusCode":401,"message":"Unauthorized"}""", "Unauthorized");
        yield return new("NestJS", """{"message":"Cannot GET /v1/x","error":"Not Found","statusCode":404}""", "Cannot GET /v1/x");
        yield return new("NestJS", """{"statusCode":400,"message":[{"property":"email","children":[],"constraints":{"isEmail":"email must be an email"}}],"error":"Bad Request"}""", "email.isEmail: email must be an email", null, " | email.isEmail | email must be an email");

        // ASP.NET Core
        yield return new("ASP.NET Core", """{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.1","title":"One or more validation errors occurred.","status":400,"errors":{"Name":["The Name field is required."],"$.age":["The JSON value could not be converted."]},"traceId":"00-ab-cd-00"}""", "One or more validation errors occurred. Name: The Name field is required. $.age: The JSON value could not be converted.", null, " |  | One or more validation errors occurred.", " | Name | The Name field is required.", " | $.age | The JSON value could not be converted.");
        yield return new("ASP.NET Core", """{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.5","title":"Not Found","status":404,"traceId":"00-ab-cd-00"}""", "Not Found");
        yield return new("ASP.NET Core", """{"title":"Bad Request","errors":{"":["A non-empty request body is required."]}}""", "A non-empty request body is required.");
        yield return new("ASP.NET Web API", """{"Message":"The request is invalid.","ModelState":{"model.Name":["The Name field is required."]}}""", "The request is invalid. model.Name: The Name field is required.", null, " |  | The request is invalid.", " | model.Name | The Name field is required.");

        // RFC 9457
        yield return new("RFC 9457", """{"type":"about:blank","title":"Not Found"}""", "Not Found");
        yield return new("RFC 9457", """{"type":"https://example.com/probs/out-of-credit","title":"You do not have enough credit.","detail":"Your current balance is 30, but that costs 50.","instance":"/account/12345/msgs/abc","balance":30,"accounts":["/account/12345","/account/67890"]}""", "You do not have enough credit. Your current balance is 30, but that costs 50.", "https://example.com/probs/out-of-credit");
        yield return new("RFC 9457", """{"type":"https://example.net/validation-error","title":"Your request is not valid.","errors":[{"detail":"must be a positive integer","pointer":"#/age"},{"detail":"must be 'green', 'red' or 'blue'","pointer":"#/profile/color"}]}""", "Your request is not valid. age: must be a positive integer; profile.color: must be 'green', 'red' or 'blue'", "https://example.net/validation-error", "https://example.net/validation-error |  | Your request is not valid.", "https://example.net/validation-error | age | must be a positive integer", "https://example.net/validation-error | profile.color | must be 'green', 'red' or 'blue'");
        yield return new("RFC 7807", """{"type":"https://example.net/validation-error","title":"Your request parameters didn't validate.","invalid-params":[{"name":"age","reason":"must be a positive integer"}]}""", "Your request parameters didn't validate. age: must be a positive integer", "https://example.net/validation-error", "https://example.net/validation-error |  | Your request parameters didn't validate.", "https://example.net/validation-error | age | must be a positive integer");
        yield return new("RFC 9457", """{"title":"Forbidden","detail":"Not yours."}""", "Not yours.");
        yield return new("RFC 9457", """{"type":"https://www.rfc-editor.org/rfc/rfc9110#name-404","title":"Unprocessable Content"}""", "Unprocessable Content");

        // Express
        yield return new("Express", """{"error":{"message":"Boom","status":500}}""", "Boom");
        yield return new("Express", """{"error":{}}""", null);
        yield return new("express-validator", """{"errors":[{"type":"field","value":"x","msg":"Invalid value","path":"email","location":"body"}]}""", "email: Invalid value", "field", "field | email | Invalid value");
        yield return new("express-validator", """{"errors":{"email":{"value":"x","msg":"Invalid value","param":"email","location":"body"}}}""", "email: Invalid value", null, " | email | Invalid value");
        yield return new("hapi", """{"statusCode":404,"error":"Not Found","message":"no such thing"}""", "no such thing");
        yield return new("zod", """{"name":"ZodError","issues":[{"code":"invalid_type","expected":"string","path":["a",0],"message":"Required"}]}""", "a.0: Required", "invalid_type", "invalid_type | a.0 | Required");

        // Rails
        yield return new("Rails", """{"status":404,"error":"Not Found"}""", "Not Found");
        yield return new("Rails", """{"errors":["Name can't be blank"]}""", "Name can't be blank");
        yield return new("Rails", """{"name":["can't be blank","is too short"]}""", "name: can't be blank; name: is too short", null, " | name | can't be blank", " | name | is too short");
        yield return new("Laravel", """{"message":"The given data was invalid.","errors":{"email":["The email field is required."]}}""", "The given data was invalid. email: The email field is required.", null, " |  | The given data was invalid.", " | email | The email field is required.");

        // Spring
        yield return new("Spring", """{"timestamp":"2026-01-02T03:04:05.000+00:00","status":404,"error":"Not Found","path":"/v1/things"}""", "Not Found");
        yield return new("Spring", """{"timestamp":1736000000000,"status":400,"error":"Bad Request","message":"Validation failed for object='user'","errors":[{"codes":["NotBlank.user.name"],"arguments":[],"defaultMessage":"must not be blank","objectName":"user","field":"name","rejectedValue":"","bindingFailure":false,"code":"NotBlank"}],"path":"/users"}""", "Validation failed for object='user'; name: must not be blank", "NotBlank", " |  | Validation failed for object='user'", "NotBlank | name | must not be blank");

        // Other conventions
        yield return new("JSON:API", """{"errors":[{"status":"422","source":{"pointer":"/data/attributes/firstName"},"title":"Invalid Attribute","detail":"First name must contain at least two characters."}]}""", "data.attributes.firstName: Invalid Attribute; First name must contain at least two characters.", null, " | data.attributes.firstName | Invalid Attribute; First name must contain at least two characters.");
        yield return new("JSend", """{"status":"fail","data":{"name":"A name is required"}}""", "data.name: A name is required", null, " | data.name | A name is required");
        yield return new("OAuth 2", """{"error":"invalid_grant","error_description":"The code has expired."}""", "The code has expired.", "invalid_grant");
        yield return new("GraphQL", """{"errors":[{"message":"Not allowed","path":["user",0],"extensions":{"code":"FORBIDDEN"}}],"data":null}""", "user.0: Not allowed", "FORBIDDEN", "FORBIDDEN | user.0 | Not allowed");
        yield return new("OData", """{"error":{"code":"BadArgument","message":"Multiple errors","target":"contact","details":[{"code":"NullValue","target":"phone","message":"Phone is null"}]}}""", "contact: Multiple errors; phone: Phone is null", "BadArgument", "BadArgument | contact | Multiple errors", "NullValue | phone | Phone is null");
    }

    private static IEnumerable<ErrorBodyRow> Services()
    {
        // Mem0
        yield return new("Mem0", """{"detail":"Invalid page."}""", "Invalid page.");
        yield return new("Mem0", """{"error":"Memory not found!"}""", "Memory not found!");
        yield return new("Mem0", """{"error":"400 Bad Request","details":{"message":"One of the filters is required!"}}""", "One of the filters is required!");
        yield return new("Mem0", """{"errors":{"name":["This field is required."]}}""", "name: This field is required.", null, " | name | This field is required.");
        yield return new("Mem0", """{"error":"{'messages': [ErrorDetail(string='This field is required.', code='required')]}"}""", "{'messages': [ErrorDetail(string='This field is required.', code='required')]}");
        yield return new("Mem0", """{"detail":"Invalid token.","mem0_notice":"Claim this account."}""", "Invalid token.");

        // Bland
        yield return new("Bland", """{"data":null,"errors":[{"error":"NOT_FOUND","message":"Contact not found"}]}""", "Contact not found", "NOT_FOUND");
        yield return new("Bland", """{"status":403,"data":null,"errors":[{"error":"INSUFFICIENT_SCOPE","message":"Scope missing","required_scope":"memory:write"},{"error":"OTHER","message":"Second"}]}""", "Scope missing; Second", "INSUFFICIENT_SCOPE", "INSUFFICIENT_SCOPE |  | Scope missing", "OTHER |  | Second");
        yield return new("Bland", """{"status":"error","message":"Missing call_id"}""", "Missing call_id");
        yield return new("Bland", """{"error":"rate_limited","limit":6,"message":"Too many requests","docs":"https://docs.bland.ai"}""", "Too many requests", "rate_limited");

        // Others that stand in front of services, or that people know
        yield return new("AWS", """{"__type":"com.amazon.coral#AccessDeniedException","Message":"User is not authorized"}""", "User is not authorized", "com.amazon.coral#AccessDeniedException");
        yield return new("Cloudflare", """{"success":false,"errors":[{"code":9109,"message":"Invalid access token"}],"messages":[],"result":null}""", "Invalid access token", "9109");
        yield return new("Google", """{"error":{"code":403,"message":"Key not valid.","status":"PERMISSION_DENIED","errors":[{"message":"Key not valid.","domain":"global","reason":"forbidden"}]}}""", "Key not valid.", "403", "403 |  | Key not valid.", "forbidden |  | Key not valid.");
        yield return new("GitHub", """{"message":"Validation Failed","errors":[{"resource":"Issue","field":"title","code":"missing_field"}],"documentation_url":"https://docs.github.test"}""", "Validation Failed; title: missing_field", "missing_field", " |  | Validation Failed", "missing_field | title | ");
        yield return new("Stripe", """{"error":{"code":"parameter_missing","message":"Missing parameter.","param":"amount","type":"invalid_request_error"}}""", "amount: Missing parameter.", "parameter_missing", "parameter_missing | amount | Missing parameter.");
        yield return new("Jira", """{"errorMessages":["Issue does not exist"],"errors":{}}""", "Issue does not exist");
        yield return new("GitLab", """{"message":{"name":["has already been taken"]}}""", "name: has already been taken", null, " | name | has already been taken");
        yield return new("Elasticsearch", """{"error":{"root_cause":[{"type":"x","reason":"y"}],"type":"index_not_found_exception","reason":"no such index"},"status":404}""", "no such index", "index_not_found_exception");
    }

    private static string Under(string name, string value) => "{\"" + name + "\":" + value + "}";

    private static IEnumerable<ErrorBodyRow> Texts()
    {
        yield return new("plain text", "Too many requests, please try again later.", "Too many requests, please try again later.");
        yield return new("plain text with blanks around", "  \r\n no \n", "no");
        yield return new("plain text that begins like JSON", "not found", "not found");
        yield return new("plain text that begins like a list", "[error] no", "[error] no");
        yield return new("plain number", "404", "404");
        yield return new("JSON that breaks off", """{"detail":"cut o""", """{"detail":"cut o""");
        yield return new("a byte order mark", "\uFEFF{\"detail\":\"no\"}", "no");
        yield return new("a text that is blank", """{"detail":"  ","message":"no"}""", "no");
        foreach (var nothing in new[]
        {
            "", "   ", "null", "{}", "[]", "\"\"", "\" \"", "<html><body>502 Bad Gateway</body></html>", "<!DOCTYPE html>\n<pre>Cannot GET /x</pre>", "<?xml version=\"1.0\"?><Error/>",
            """{"data":null,"errors":null}""", """{"errors":[]}""", """{"detail":null,"message":7,"error":false,"errors":[null,1,[]]}""", """{"status":"error","success":false,"request_id":"r-1"}""",
            """{"type":"about:blank","status":404}""",
        })
        {
            yield return new("nothing said", nothing, null);
        }
    }
}
