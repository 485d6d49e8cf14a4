//! The cloud assembly: a directory with a template for every stack and a `manifest.json` that
//! names them, as the CDK CLI and other tools read it.
//!
//! ```
//! use stackwright_assembly::{Assembly, Format};
//! use stackwright_core::{App, Output, Parameter};
//!
//! let app = App::new();
//! let web = app.stack("Web");
//! let name = web.add("Name", Parameter::string());
//! web.add("Shown", Output::new(name));
//!
//! let synthesis = app.synth();
//! assert!(!synthesis.has_errors());
//! let assembly = Assembly::new(&synthesis.stacks, Format::Json)?;
//! # let dir = tempfile::tempdir().unwrap();
//! # let dir = dir.path().join("cdk.out");
//! assembly.write(&dir)?;
//! assert!(dir.join("Web.template.json").exists());
//! # Ok::<(), stackwright_assembly::WriteError>(())
//! ```

mod assembly;
mod assets;
mod format;
mod lines;
mod manifest;
mod report;
mod tree;
mod write;

pub use assembly::Assembly;
pub use assets::{
    AssetManifest, Cache, Destination, FileAsset, FileSource, ImageAsset, ImageSource,
};
pub use format::Format;
pub use manifest::{
    Artifact, AssetsArtifact, AssetsProperties, LookupRole, MANIFEST_FILE, Manifest, MetadataEntry,
    MissingContext, StackArtifact, StackProperties, TreeArtifact, TreeProperties,
};
pub use report::REPORT_FILE;
pub use tree::TREE_FILE;
pub use write::WriteError;
