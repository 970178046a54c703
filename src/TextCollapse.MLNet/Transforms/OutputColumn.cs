using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace TextCollapse.MLNet;

/// <summary>A new column: a scalar or vector property of the class that declares the columns of a metric.</summary>
internal sealed record OutputColumn(string Name, DataViewType Type, PropertyInfo Property)
{
    /// <summary>The columns that a class declares.</summary>
    public static IReadOnlyList<OutputColumn> Of<TColumns>(string prefix) =>
        [.. SchemaDefinition.Create(typeof(TColumns)).Select(column =>
            new OutputColumn(prefix + column.MemberName, column.ColumnType, typeof(TColumns).GetProperty(column.MemberName)!))];

    /// <summary>ML.NET's getter of the values of a row.</summary>
    /// <param name="row">Returns the object with the values.</param>
    public Delegate Getter(Func<object> row) => Property.PropertyType == typeof(double)
        ? (ValueGetter<double>)((ref double value) => value = (double)Property.GetValue(row())!)
        : (ValueGetter<VBuffer<double>>)((ref VBuffer<double> value) => Copy((double[])Property.GetValue(row())!, ref value));

    private static void Copy(double[] values, ref VBuffer<double> to)
    {
        // The caller may write to its buffer, so the array itself must not be shared.
        var editor = VBufferEditor.Create(ref to, values.Length);
        values.CopyTo(editor.Values);
        to = editor.Commit();
    }
}
