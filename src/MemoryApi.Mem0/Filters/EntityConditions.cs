using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>What a filter can ask of the user, agent, app or run that memories belong to.</summary>
public sealed class EntityConditions
{
    private readonly string _field;

    internal EntityConditions(string field) => _field = field;

    /// <summary>It is this one.</summary>
    /// <param name="id">The id.</param>
    /// <exception cref="ArgumentException">The id is blank.</exception>
    public MemoryFilter Is(string id) => new(new FieldCondition(_field, Operands.Text(id, nameof(id))));

    /// <summary>It is another one than this. It doesn't count as naming an entity, which search and list want.</summary>
    /// <param name="id">The id.</param>
    /// <exception cref="ArgumentException">The id is blank.</exception>
    public MemoryFilter IsNot(string id) => Operands.Condition(_field, "ne", Operands.Text(id, nameof(id)));

    /// <summary>It is one of these.</summary>
    /// <param name="ids">The ids; at least one.</param>
    /// <exception cref="ArgumentException">There is no id, or a blank one among them.</exception>
    public MemoryFilter In(params string[] ids) => In((IEnumerable<string>)ids);

    /// <inheritdoc cref="In(string[])"/>
    public MemoryFilter In(IEnumerable<string> ids) => Operands.Condition(_field, "in", Operands.Texts(ids, nameof(ids)));

    /// <summary>There is one, whichever.</summary>
    public MemoryFilter IsAny() => new(new FieldCondition(_field, new JValue(FilterLanguage.Wildcard)));
}
