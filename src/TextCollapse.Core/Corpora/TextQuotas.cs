namespace TextCollapse.Corpora;

/// <summary>The number of characters for each part of existing text.</summary>
internal readonly record struct TextQuotas(long Train, long HeldOut, long Validation, long Reserve)
{
    /// <summary>The requested numbers; where none is set, a default share of the <paramref name="found"/> characters.</summary>
    internal static TextQuotas Of(RealTextSettings settings, long found)
    {
        var train = settings.Train ?? Math.Min(found / 10 * 8, FoundSplit.MostByDefault);
        var heldOut = settings.HeldOut ?? Math.Min(found / 10, Math.Max(1, train / 8));
        // Each part is made of whole documents, so that each may lose the rest of its last document.
        var spare = found - train - heldOut - 3L * settings.DocumentLength;
        return new TextQuotas(train, heldOut, settings.Validation ?? Math.Clamp(spare, 0, heldOut), settings.Reserve ?? long.MaxValue);
    }
}
