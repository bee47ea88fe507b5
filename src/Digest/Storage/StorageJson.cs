using System.Text.Json.Serialization;
using Digest.News;

namespace Digest.Storage;

/// <summary>How lists and problems are written into a column.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
internal sealed partial class StorageJson : JsonSerializerContext;
