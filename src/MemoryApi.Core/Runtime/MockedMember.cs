using System;
using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>Creates the exceptions of mocked clients and groups, which have no connection: a test called a member that it hasn't overridden.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MockedMember
{
    /// <summary>The exception of a method that works only with a connection.</summary>
    /// <param name="type">Name of the generated type.</param>
    /// <param name="member">Name of its method.</param>
    public static NotSupportedException NotOverridden(string type, string member) => new(
        $"{type}.{member} was called on an object that has no connection, since it was derived for a test. Override {member} there (of several "
        + "overloads, the one with all arguments, which the others call), or use a real client, for instance with the emulator.");

    /// <summary>The exception of a property, such as a group of operations, that works only with a connection.</summary>
    /// <param name="type">Name of the generated type.</param>
    /// <param name="property">Name of its property.</param>
    public static NotSupportedException PropertyNotOverridden(string type, string property) => new(
        $"{type}.{property} was asked for on an object that has no connection, since it was derived for a test. Override {property} there to "
        + "return an object that is derived in the same way, or use a real client, for instance with the emulator.");
}
