using System.Globalization;

namespace TextCollapse.Experiments.Analysis;

/// <summary>Which files belong to which generation of which arm.</summary>
internal static class ForeignFiles
{
    /// <summary>More generations than this in one folder are rather the documents of one.</summary>
    private const int MostGenerations = 2000;

    /// <summary>
    /// The files of some paths. A file is a generation or a table; a folder holds a file or a folder per generation, or a folder per arm;
    /// several folders are generations where their names differ in a number, and arms otherwise.
    /// </summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="order">The names of the generations in their order, or none to find it from their numbers.</param>
    /// <param name="hasGenerations">Whether a table says itself which generation a text belongs to.</param>
    /// <exception cref="InputException">A path is missing, or the order cannot be found.</exception>
    public static IReadOnlyList<ForeignFile> Of(
        IReadOnlyList<string> paths, IReadOnlyList<string> order, Func<ForeignFile, bool> hasGenerations)
    {
        foreach (var path in paths)
            if (!Path.Exists(path))
                throw new InputException(path, "there is no such file or folder.");
        if (paths.All(Directory.Exists))
        {
            if (paths.Count > 1 && !Differ(paths, order))
                return [.. paths.SelectMany(path => InFolder(path, NameOf(path), order, hasGenerations))];
            if (paths.Count == 1)
                return InFolder(paths[0], ForeignFile.OnlyArm, order, hasGenerations);
        }
        return Units("the files given", paths, ForeignFile.OnlyArm, order, hasGenerations);
    }

    private static IReadOnlyList<ForeignFile> InFolder(
        string folder, string arm, IReadOnlyList<string> order, Func<ForeignFile, bool> hasGenerations)
    {
        var folders = Directory.GetDirectories(folder).Where(IsVisible).Where(path => FilesIn(path).Length > 0)
            .Order(StringComparer.Ordinal).ToArray();
        var files = Directory.GetFiles(folder).Where(path => IsVisible(path) && ForeignFile.IsRead(path))
            .Order(StringComparer.Ordinal).ToArray();
        if (folders.Length == 0 && files.Length == 0)
            throw new InputException(folder, "no text in this folder: no file ends in .txt, .text, .md, .jsonl, .json, .csv or .tsv (or "
                + "these and .gz).");
        if (folders.Length == 0 || (files.Length > 1 && Differ(files, order)))
            return Units(folder, files, arm, order, hasGenerations);
        return folders.Length == 1 || !Differ(folders, order)
            ? [.. folders.SelectMany(path => InFolder(path, NameOf(path), order, hasGenerations))]
            : Units(folder, folders, arm, order, hasGenerations);
    }

    /// <summary>Files and folders of which each is a generation, unless it is a table that says so itself.</summary>
    private static IReadOnlyList<ForeignFile> Units(
        string place, IReadOnlyList<string> paths, string arm, IReadOnlyList<string> order, Func<ForeignFile, bool> hasGenerations)
    {
        var tables = paths.Where(File.Exists).Select(path => new ForeignFile(path, arm, null))
            .Where(file => file.IsTable && hasGenerations(file)).ToArray();
        string[] units = [.. paths.Except(tables.Select(table => table.Path))];
        if (units.Length == 0)
            return tables;
        if (units.Length > MostGenerations)
            throw new InputException(place, string.Create(CultureInfo.InvariantCulture,
                $"{units.Length:N0} files would be as many generations. If they are documents, put those of each generation into a ")
                + "folder of its own (gen-0/, gen-1/, …).");
        var names = units.Select(NameOf).ToArray();
        var numbers = order.Count == 0 ? GenerationOrder.Numbers(place, names)
            : [.. names.Select((name, i) => (long)Ordered(order, place, name, units[i]))];
        return
        [
            .. tables,
            .. units.Zip(numbers).Where(unit => unit.Second >= 0).SelectMany(unit =>
                (Directory.Exists(unit.First) ? FilesIn(unit.First) : [unit.First])
                    .Select(file => new ForeignFile(file, arm, unit.Second))),
        ];
    }

    /// <summary>The place of a name in the order given; −1 where it is left out.</summary>
    private static int Ordered(IReadOnlyList<string> order, string place, string name, string path)
    {
        var at = order.ToList().FindIndex(one => one == name || one == path || one == Path.GetFileNameWithoutExtension(name));
        if (order.Distinct().Count() < order.Count)
            throw new InputException("--order", "names a generation twice.");
        return at;
    }

    /// <summary>Whether names tell generations apart: by numbers, or because an order names them.</summary>
    private static bool Differ(IReadOnlyList<string> paths, IReadOnlyList<string> order)
    {
        if (order.Count > 0)
            return paths.Any(path => Ordered(order, "", NameOf(path), path) >= 0);
        return paths.Select(NameOf).Count(name => name.Any(char.IsAsciiDigit)) >= Math.Max(2, paths.Count - 1);
    }

    private static string[] FilesIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => IsVisible(path) && ForeignFile.IsRead(path))
            .OrderBy(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), StringComparer.Ordinal),
    ];

    private static bool IsVisible(string path) => !Path.GetFileName(path).StartsWith('.');

    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
}
