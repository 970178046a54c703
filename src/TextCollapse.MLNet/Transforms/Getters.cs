using Microsoft.ML;

namespace TextCollapse.MLNet;

/// <summary>Getters of columns whose type is known only at run time.</summary>
internal static class Getters
{
    /// <summary>Casts the getter to the requested type.</summary>
    /// <exception cref="InvalidOperationException">The column has values of another type.</exception>
    public static ValueGetter<TValue> Cast<TValue>(Delegate getter, DataViewSchema.Column column) => getter as ValueGetter<TValue>
        ?? throw new InvalidOperationException(
            $"The column {column.Name} has values of {column.Type.RawType.Name}, not of {typeof(TValue).Name}.");
}
