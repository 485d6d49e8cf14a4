//! The way from a resource's properties, or from a section's entry, to what changes.

use std::fmt;

/// A step on the way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// To what stands behind a key.
    Key(String),
    /// To an item of a list.
    Item {
        /// Its place in the later list, from 0; in the earlier one where it is there no more.
        index: usize,
        /// What tells it from the others, such as the name of a container, where there is such a thing.
        name: Option<String>,
    },
}

/// The way to a value. Shown as people say it, as `ContainerDefinitions[web].Image`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(pub(crate) Vec<Step>);

impl Path {
    /// The steps.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The key that it begins with.
    pub fn first(&self) -> Option<&str> {
        match self.0.first() {
            Some(Step::Key(key)) => Some(key),
            _ => None,
        }
    }

    /// The keys alone, from the first on.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Item { .. } => None,
        })
    }

    /// As templates are walked, as `ContainerDefinitions/0/Image`.
    pub fn pointer(&self) -> String {
        let steps = self.0.iter().map(|step| match step {
            Step::Key(key) => key.clone(),
            Step::Item { index, .. } => index.to_string(),
        });
        steps.collect::<Vec<_>>().join("/")
    }

    /// The keys alone, as facts know them: `ContainerDefinitions.Image`.
    pub(crate) fn dotted(&self) -> String {
        self.keys().collect::<Vec<_>>().join(".")
    }

    pub(crate) fn of(key: &str) -> Self {
        Path(vec![Step::Key(key.to_owned())])
    }

    pub(crate) fn key(&self, key: &str) -> Self {
        self.with(Step::Key(key.to_owned()))
    }

    pub(crate) fn item(&self, index: usize, name: Option<String>) -> Self {
        self.with(Step::Item { index, name })
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Path(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if at == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Item {
                    name: Some(name), ..
                } => write!(f, "[{name}]")?,
                Step::Item { index, .. } => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
