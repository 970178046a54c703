using System.Globalization;

namespace TextCollapse.Tests;

/// <summary>Cultures under which results have to stay the same bytes; compiled into each test project.</summary>
internal static class Cultures
{
    /// <summary>One made up for the tests, and of the others those that this machine has data of.</summary>
    public static IEnumerable<string> Names => new[] { "hostile", "de-DE", "tr-TR", "ar-SA", "fa-IR" }.Where(name => name == "hostile" || IsKnown(name));

    /// <summary>Acts under a culture of <see cref="Names"/>.</summary>
    public static void Under(string name, Action act) => Under(Culture(name), act);

    /// <summary>Acts under a culture.</summary>
    public static void Under(CultureInfo culture, Action act)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    private static bool IsKnown(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name).NumberFormat.NumberDecimalSeparator != ".";
        }
        catch (CultureNotFoundException)
        {
            return false; // a machine without cultures
        }
    }

    /// <summary>A culture by its name, or one that needs no data of the machine and shares no sign with the invariant one.</summary>
    private static CultureInfo Culture(string name)
    {
        if (name != "hostile")
            return CultureInfo.GetCultureInfo(name);
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var number = culture.NumberFormat;
        (number.NumberDecimalSeparator, number.NumberGroupSeparator, number.NegativeSign, number.PositiveSign) = (",", ".", "−", "＋");
        (number.PercentDecimalSeparator, number.PercentGroupSeparator, number.PercentSymbol, number.NaNSymbol) = (",", ".", "٪", "nil");
        (number.PositiveInfinitySymbol, number.NegativeInfinitySymbol) = ("∞", "−∞");
        (culture.DateTimeFormat.DateSeparator, culture.DateTimeFormat.TimeSeparator) = (".", "h");
        return culture;
    }
}
