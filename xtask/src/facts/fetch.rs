//! Gets the pinned packages with the registries' own clients and unpacks them below `target/facts/`.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use hmac_sha256::Hash;

/// Stands for the path of the archive in a command.
const ARCHIVE: &str = "{archive}";

/// A package that facts are taken from.
pub struct Source {
    pub package: &'static str,
    pub version: &'static str,
    pub registry: &'static str,
    pub licence: &'static str,
    /// When it was released, as year-month-day: facts that depend on a date are as of then.
    pub released: &'static str,
    pub sha256: &'static str,
    /// The archive, as the client names it.
    file: &'static str,
    /// The command that puts the archive into the current directory.
    download: &'static [&'static str],
    /// The command that unpacks the archive into the current directory.
    unpack: &'static [&'static str],
    /// What is taken, for `SOURCES`.
    pub taken: &'static str,
}

/// AWS CDK's database of resource types.
pub const SPEC: Source = Source {
    package: "@aws-cdk/aws-service-spec",
    version: "0.1.216",
    registry: "npm",
    licence: "Apache-2.0",
    released: "2026-09-29",
    sha256: "2305b840c961bf7ab982a3e67a44cd2fe1f8fad78d8f2598c0fd36fbf17c9af8",
    file: "aws-cdk-aws-service-spec-0.1.216.tgz",
    download: &[
        "npm",
        "pack",
        "--silent",
        "@aws-cdk/aws-service-spec@0.1.216",
    ],
    unpack: &["tar", "-xzf", ARCHIVE],
    taken: "nested types, attributes with their types, what Ref returns, replacement, tags, \
            ARN formats, stateful types, relationships, scrutiny",
};

/// cfn-lint's resource schemas: AWS's own, with cfn-lint's patches already applied.
pub const LINT: Source = Source {
    package: "cfn-lint",
    version: "1.58.0",
    registry: "PyPI",
    licence: "MIT-0",
    released: "2026-10-20",
    sha256: "9d9f06043160756a6158f5c3f92a44ce38254b1c578127461608305bc8262987",
    file: "cfn_lint-1.58.0-py3-none-any.whl",
    download: &[
        "python3",
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary",
        ":all:",
        "cfn-lint==1.58.0",
    ],
    unpack: &["python3", "-m", "zipfile", "-e", ARCHIVE, "."],
    taken: "properties, types, limits, cross-property rules, attributes, reference formats, \
            regions, their zones, IAM actions, Lambda runtimes, life-cycle of types",
};

/// Downloads and unpacks a package unless that has been done; returns the unpacked folder.
pub fn fetch(source: &Source, cache: &Path) -> Result<PathBuf> {
    let archive = cache.join(source.file);
    if !archive.exists() {
        fs::create_dir_all(cache).with_context(|| format!("cannot create {}", cache.display()))?;
        call(source.download, &archive, cache)?;
    }
    let bytes = fs::read(&archive)
        .with_context(|| format!("the client left no {} in {}", source.file, cache.display()))?;
    let digest = Hash::hash(&bytes);
    let found: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    if found != source.sha256 {
        bail!(
            "{} has the sha256 {found}, but {} is pinned: delete it to fetch it anew; \
             if the registry really serves other bytes, do not trust them",
            archive.display(),
            source.sha256
        );
    }
    let folder = cache.join(source.sha256);
    if !folder.exists() {
        // Unpack beside and rename, so that an interrupted run leaves nothing half done behind.
        let partial = cache.join("unpacking");
        if partial.exists() {
            fs::remove_dir_all(&partial)?;
        }
        fs::create_dir(&partial)?;
        call(source.unpack, &archive, &partial)?;
        fs::rename(&partial, &folder)?;
    }
    Ok(folder)
}

/// Runs a client in a directory.
fn call(command: &[&str], archive: &Path, directory: &Path) -> Result<()> {
    let mut words = command.iter().map(|word| match *word {
        ARCHIVE => archive.as_os_str(),
        word => OsStr::new(word),
    });
    let program = words.next().context("an empty command")?;
    let output = Command::new(program)
        .args(words)
        .current_dir(directory)
        .output()
        .with_context(|| format!("cannot run {}; is it installed?", program.display()))?;
    if !output.status.success() {
        bail!(
            "`{}` failed: {}",
            command.join(" "),
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(())
}
