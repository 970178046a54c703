using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace TextCollapse.MLNet;

/// <summary>The values of a column for the rows of a batch, kept after the source has advanced.</summary>
internal abstract class RowBuffer
{
    private static readonly MethodInfo
        Values = typeof(RowBuffer).GetMethod(nameof(OfValues), BindingFlags.NonPublic | BindingFlags.Static)!,
        Vectors = typeof(RowBuffer).GetMethod(nameof(OfVectors), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Creates a buffer of the column's type.</summary>
    public static RowBuffer Of(DataViewRow source, DataViewSchema.Column column)
    {
        var create = column.Type is VectorDataViewType vector
            ? Vectors.MakeGenericMethod(vector.ItemType.RawType) : Values.MakeGenericMethod(column.Type.RawType);
        return (RowBuffer)create.Invoke(null, [source, column])!;
    }

    /// <summary>Removes all rows.</summary>
    public abstract void Clear();

    /// <summary>Adds the source's current row.</summary>
    public abstract void Read();

    /// <summary>ML.NET's getter of the row at an index.</summary>
    public abstract Delegate Getter(Func<int> index);

    private static RowBuffer<T> OfValues<T>(DataViewRow source, DataViewSchema.Column column) => new(source.GetGetter<T>(column));

    private static VectorBuffer<T> OfVectors<T>(DataViewRow source, DataViewSchema.Column column) =>
        new(source.GetGetter<VBuffer<T>>(column));
}

/// <summary>Values of one type.</summary>
internal class RowBuffer<T>(ValueGetter<T> source) : RowBuffer
{
    private readonly List<T> _values = [];

    public sealed override void Clear() => _values.Clear();

    public sealed override void Read()
    {
        // A new value for each row: getters write to the buffers of the value that they receive.
        T value = default!;
        source(ref value);
        _values.Add(value);
    }

    public sealed override Delegate Getter(Func<int> index) => (ValueGetter<T>)((ref T value) => Copy(_values[index()], ref value));

    protected virtual void Copy(T from, ref T to) => to = from;
}

/// <summary>Vector values; every caller gets its own copy of the buffer.</summary>
internal sealed class VectorBuffer<T>(ValueGetter<VBuffer<T>> source) : RowBuffer<VBuffer<T>>(source)
{
    protected override void Copy(VBuffer<T> from, ref VBuffer<T> to) => from.CopyTo(ref to);
}
