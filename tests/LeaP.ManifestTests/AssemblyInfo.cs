using LeaP.ManifestTests.Kustomize;

[assembly: AssemblyFixture(typeof(RenderedOverlays))]
