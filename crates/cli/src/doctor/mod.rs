//! What programs there are, of which version, and whether they fit with each other and with the project.
//!
//! | file | what it answers |
//! |---|---|
//! | `programs` | which programs are asked, and what is wanted of them |
//! | `project` | what the files of a project say |
//! | `version` | numbers with dots |

mod programs;
mod project;
mod version;

use std::path::Path;

use serde::Serialize;

use crate::progress::Progress;
use crate::report::Style;

/// What is needed, with what was found of it.
///
/// ```
/// use std::path::Path;
///
/// use stackwright_cli::doctor::Checkup;
///
/// let checkup = Checkup::of(Path::new("."), Path::new("cdk.out"));
/// assert!(checkup.items.iter().any(|item| item.name == "Rust"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Checkup {
    /// Whether all that there is fits.
    pub fits: bool,
    /// The programs, and what the project has.
    pub items: Vec<Item>,
}

/// One thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Item {
    /// What it is.
    pub name: String,
    /// Its version, where it is known.
    pub version: Option<String>,
    /// What that means.
    pub state: State,
    /// What it is for, what is wanted, or what to do.
    pub note: String,
    /// A page on it.
    pub url: Option<String>,
}

/// What a version means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum State {
    /// It is what is wanted.
    Fits,
    /// It is not there, and nothing here needs it.
    Missing,
    /// Nobody knows.
    Unknown,
    /// It is too old, or is needed and not there.
    Unfit,
}

impl Checkup {
    /// Asks the programs of this machine for their versions, and reads what the project in a folder
    /// says, and its assembly. Nothing is written, and no network is asked.
    pub fn of(folder: &Path, assembly: &Path) -> Self {
        Checkup::telling(folder, assembly, &Progress::silent())
    }

    pub(crate) fn telling(folder: &Path, assembly: &Path, progress: &Progress) -> Self {
        let mut items = programs::items(folder, progress);
        items.extend(project::items(folder, assembly));
        Checkup {
            fits: items.iter().all(|item| item.state != State::Unfit),
            items,
        }
    }

    /// As JSON, indented by two spaces, with a line end at its end.
    pub fn to_json(&self) -> String {
        crate::json::pretty(self)
    }

    /// For people: a line each.
    pub fn to_text(&self, style: Style) -> String {
        let longest = |length: fn(&Item) -> usize| self.items.iter().map(length).max();
        let names = longest(|item| item.name.len()).unwrap_or_default();
        let versions = longest(|item| item.shown_version().len()).unwrap_or_default();
        let mut text = String::new();
        for item in &self.items {
            let (word, colour) = match item.state {
                State::Fits => ("fits   ", "32"),
                State::Missing => ("missing", "2"),
                State::Unknown => ("unknown", "33"),
                State::Unfit => ("unfit  ", "1;31"),
            };
            let word = style.paint(colour, word);
            let (name, version, note) = (&item.name, item.shown_version(), &item.note);
            let line = format!("{word}  {name:names$}  {version:versions$}  {note}");
            text.push_str(line.trim_end());
            text.push('\n');
            if let (State::Unfit, Some(url)) = (item.state, &item.url) {
                text.push_str(&format!("         {url}\n"));
            }
        }
        let end = match self
            .items
            .iter()
            .filter(|item| item.state == State::Unfit)
            .count()
        {
            0 => "\nall that there is fits\n".to_owned(),
            1 => "\n1 thing does not fit\n".to_owned(),
            count => format!("\n{count} things do not fit\n"),
        };
        text + &end
    }

    /// The JSON Schema of what [`to_json`](Self::to_json) gives.
    #[cfg(feature = "schema")]
    pub fn schema() -> schemars::Schema {
        crate::json::schema::<Checkup>()
    }
}

impl Item {
    fn shown_version(&self) -> &str {
        self.version.as_deref().unwrap_or("-")
    }
}
