// One test measures the memory of the whole process, and libtorch takes all cores by itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
