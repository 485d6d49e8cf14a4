//! Installs the judges with the ordinary clients, below `target/judge/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use super::process;

/// How long one client may take.
const LIMIT: Duration = Duration::from_secs(600);

/// Packages that are installed together and available together.
pub struct Kit {
    pub name: &'static str,
    pub registry: Registry,
    /// With their versions, as the client wants them.
    pub packages: &'static [&'static str],
}

#[derive(Clone, Copy)]
pub enum Registry {
    /// Into a virtual environment.
    PyPi,
    /// Into a folder.
    Npm,
}

/// What reads templates and manifests.
pub const LINT: Kit = Kit {
    name: "lint",
    registry: Registry::PyPi,
    packages: &["cfn-lint==1.58.0", "check-jsonschema==0.39.0"],
};

/// What has opinions about security; it wants other versions of what the others use.
pub const CHECKOV: Kit = Kit {
    name: "checkov",
    registry: Registry::PyPi,
    packages: &["checkov==3.3.30"],
};

/// An AWS in memory, and the client that users have.
pub const MOTO: Kit = Kit {
    name: "moto",
    registry: Registry::PyPi,
    packages: &["moto[server]==5.2.5", "awscli==1.46.3"],
};

/// A peer.
pub const TROPOSPHERE: Kit = Kit {
    name: "troposphere",
    registry: Registry::PyPi,
    packages: &["troposphere==4.11.1"],
};

/// AWS CDK: its command line, the schema of its assemblies, its library.
pub const CDK: Kit = Kit {
    name: "cdk",
    registry: Registry::Npm,
    packages: &[
        "aws-cdk@2.1148.1",
        "@aws-cdk/cloud-assembly-schema@55.6.0",
        "aws-cdk-lib@2.276.0",
        "constructs@10.8.1",
    ],
};

/// The engine of the AWS CDK command line's `diff`.
pub const DIFF: Kit = Kit {
    name: "diff",
    registry: Registry::Npm,
    packages: &["@aws-cdk/cloudformation-diff@2.187.5"],
};

/// What the programs of AWS CDK's users are formatted and compiled with.
pub const TYPESCRIPT: Kit = Kit {
    name: "typescript",
    registry: Registry::Npm,
    packages: &[
        "prettier@3.10.1",
        "typescript@5.9.3",
        "@types/node@26.6.7",
        "yaml@2.9.1",
    ],
};

/// An older command line of AWS CDK, which takes manifests up to version 40 of the protocol.
pub const OLDER_CDK: Kit = Kit {
    name: "older-cdk",
    registry: Registry::Npm,
    packages: &["aws-cdk@2.1000.0"],
};

/// Where a kit stands, or why it does not.
pub type Ready = Result<PathBuf, String>;

impl Kit {
    /// Installs the kit unless it is there.
    pub fn ready(&self, folder: &Path) -> Ready {
        let place = folder.join(self.name);
        self.install(&place)
            .map(|()| place)
            .map_err(|error| format!("{error:#}"))
    }

    fn install(&self, place: &Path) -> Result<()> {
        // Written last, so that an interrupted installation is none.
        let stamp = place.join("installed");
        let wanted = self.packages.join("\n");
        if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
            return Ok(());
        }
        if place.exists() {
            fs::remove_dir_all(place)?;
        }
        fs::create_dir_all(place).with_context(|| format!("cannot create {}", place.display()))?;
        match self.registry {
            Registry::PyPi => {
                let mut venv = Command::new("python3");
                process::succeed(venv.args(["-m", "venv"]).arg(place), LIMIT)?;
                let mut pip = Command::new(place.join("bin/pip"));
                pip.args(["install", "--quiet", "--disable-pip-version-check"]);
                process::succeed(pip.args(self.packages), LIMIT)?;
            }
            Registry::Npm => {
                let mut npm = Command::new("npm");
                npm.args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"]);
                process::succeed(npm.arg(place).args(self.packages), LIMIT)?;
            }
        }
        fs::write(&stamp, wanted)?;
        Ok(())
    }

    /// The version of a package of this kit.
    pub fn version(&self, package: &str) -> &'static str {
        self.packages
            .iter()
            .find_map(|pinned| {
                pinned
                    .strip_prefix(package)?
                    .trim_start_matches("[server]")
                    .strip_prefix(['=', '@'])
            })
            .map_or("", |version| version.trim_start_matches('='))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_those_that_are_pinned() {
        assert_eq!(LINT.version("cfn-lint"), "1.58.0");
        assert_eq!(MOTO.version("moto"), "5.2.5");
        assert_eq!(CDK.version("aws-cdk"), "2.1148.1");
        assert_eq!(CDK.version("aws-cdk-lib"), "2.276.0");
        assert_eq!(CDK.version("@aws-cdk/cloud-assembly-schema"), "55.6.0");
    }

    #[test]
    fn what_is_stamped_is_not_installed_again_and_what_cannot_be_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let kit = Kit {
            name: "none",
            registry: Registry::PyPi,
            packages: &["--no-such-option"],
        };
        let place = folder.path().join("none");
        fs::create_dir(&place).unwrap();
        fs::write(place.join("installed"), "--no-such-option").unwrap();
        assert_eq!(kit.ready(folder.path()), Ok(place.clone()));
        fs::write(place.join("installed"), "another").unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(kit.ready(&file).unwrap_err().contains("cannot create"));
    }
}
