using System.Net.Http.Headers;

namespace LeaP.Inference.OpenAI;

/// <summary>Gives each request the bearer token. The token stands in no message and no log.</summary>
internal sealed class ApiKeySource(OpenAIEngineOptions options)
{
    /// <summary>The header; null when no token is configured.</summary>
    /// <exception cref="CompletionsException">The token cannot be read or is none.</exception>
    public AuthenticationHeaderValue? Read()
    {
        if (options.ApiKeyFile.Length > 0)
        {
            return Header(ReadFile(options.ApiKeyFile), $"The file {options.ApiKeyFile} (ApiKeyFile)");
        }

        return options.ApiKeyVariable.Length > 0
            ? Header(
                Environment.GetEnvironmentVariable(options.ApiKeyVariable) ?? "",
                $"The environment variable {options.ApiKeyVariable} (ApiKeyVariable)")
            : null;
    }

    private static string ReadFile(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CompletionsException($"The file {file} (ApiKeyFile) cannot be read: {exception.Message}", exception);
        }
    }

    private static AuthenticationHeaderValue Header(string text, string source)
    {
        string token = text.Trim();
        return token.Length > 0 && token.All(character => character is > ' ' and <= '~')
            ? new AuthenticationHeaderValue("Bearer", token)
            : throw new CompletionsException(
                $"{source} holds no bearer token; one line of visible ASCII characters without spaces is allowed.");
    }
}
