//! What both commands `ids` share: of an app, and of an assembly.

use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use stackwright_change::Lock;
use stackwright_core::Moved;

use super::{IdsReport, JsonIds};
use crate::exit::{ERRORS, SUCCESS};
use crate::failure::Failure;
use crate::terminal::Outputs;
use crate::whole;

/// Where ids are locked unless it is said otherwise.
pub(crate) const LOCK: &str = "ids.lock";

#[derive(Args, Debug)]
pub(crate) struct IdsArgs {
    /// The file with the ids that must be.
    #[arg(long, value_name = "FILE", default_value = LOCK)]
    lock: PathBuf,

    /// Write the file anew, instead of comparing with it.
    #[arg(long)]
    write: bool,

    /// How differences are shown.
    #[arg(long, value_enum, default_value_t)]
    format: IdsFormat,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum IdsFormat {
    /// For people.
    #[default]
    Text,
    /// For scripts.
    Json,
}

impl IdsArgs {
    /// Writes the lock, or prints what is other than it says.
    pub fn report(
        &self,
        now: &Lock,
        moved: &[Moved],
        outputs: &mut Outputs<'_>,
    ) -> Result<u8, Failure> {
        let file = self.lock.display();
        if self.write {
            whole::write(&self.lock, now.to_string())
                .map_err(|error| Failure::Unreadable(format!("cannot write `{file}`: {error}")))?;
            // Where standard error is closed, nobody could be told.
            let _ = writeln!(outputs.stderr, "wrote {file}: {} ids", now.iter().count());
            return Ok(SUCCESS);
        }
        let locked = fs::read_to_string(&self.lock).map_err(|error| {
            Failure::Unreadable(format!("cannot read `{file}`: {error}; --write writes it"))
        })?;
        let report = IdsReport::of(&Lock::parse(&locked), now, moved);
        outputs.print(&match self.format {
            IdsFormat::Text => report.to_text(),
            IdsFormat::Json => JsonIds::from(&report).to_json(),
        })?;
        Ok(if report.is_empty() { SUCCESS } else { ERRORS })
    }
}
