using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>Filter conditions on the user, agent, app or run that memories belong to.</summary>
public sealed class EntityConditions
{
    private readonly string _field;

    internal EntityConditions(string field) => _field = field;

    /// <summary>The memory belongs to the entity with this id.</summary>
    /// <param name="id">The id.</param>
    /// <exception cref="ArgumentException">The id is blank, or the wildcard <c>*</c>.</exception>
    public MemoryFilter Is(string id) => new(new FieldCondition(_field, Operands.Id(id, nameof(id))));

    /// <summary>
    /// The memory belongs to another entity than this. This condition alone isn't enough for search and list, which require a condition that names an entity.
    /// </summary>
    /// <param name="id">The id.</param>
    /// <exception cref="ArgumentException">The id is blank, or the wildcard <c>*</c>.</exception>
    public MemoryFilter IsNot(string id) => Operands.Condition(_field, "ne", Operands.Id(id, nameof(id)));

    /// <summary>The memory belongs to one of these entities.</summary>
    /// <param name="ids">The ids; at least one.</param>
    /// <exception cref="ArgumentException">The list is empty or contains a blank id or the wildcard <c>*</c>.</exception>
    public MemoryFilter In(params string[] ids) => In((IEnumerable<string>)ids);

    /// <inheritdoc cref="In(string[])"/>
    public MemoryFilter In(IEnumerable<string> ids) => Operands.Condition(_field, "in", Operands.Ids(ids, nameof(ids)));

    /// <summary>The memory belongs to any entity of this type. This is what the service means by <c>*</c>.</summary>
    public MemoryFilter IsAny() => new(new FieldCondition(_field, new JValue(FilterLanguage.Wildcard)));
}
