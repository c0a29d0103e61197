// Every test has a path prefix or a server of its own; nothing is shared that a test changes.
[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
