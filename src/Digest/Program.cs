using Digest.Cli;

return await App.RunAsync(args, Surroundings.OfThisProcess());
