// TorchSharp 0.107.0 passes numbers to libtorch in objects that nothing holds during the call: a collection that another thread sets off in that moment
// frees them ("Expected false to be true", from Scalar.h). Tests side by side set off many.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
