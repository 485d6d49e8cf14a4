//! What changes from some stacks to others, collected and ready to be shown.
//!
//! ```
//! use stackwright_cli::diff::{Difference, StackTemplates};
//! use stackwright_cli::report::Style;
//! use stackwright_template::Template;
//!
//! let web = |count: &str| -> Result<_, stackwright_template::ReadError> {
//!     let text = format!("Resources: {{Web: {{Type: AWS::ECS::Service, Properties: {{DesiredCount: {count}}}}}}}");
//!     Ok(StackTemplates::of("Web", Template::from_yaml(&text)?))
//! };
//! let difference = Difference::between(&web("2")?, &web("3")?);
//! assert!(difference.to_text(Style::Plain).contains("DesiredCount: 2 -> 3"));
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```
//!
//! | file | what it answers |
//! |---|---|
//! | `args` | the options of both commands `diff`, and what they end with |
//! | `pairing` | which stack of one side is which of the other |
//! | `text`, `markdown`, `json` | what is shown |

pub(crate) mod args;
mod json;
mod markdown;
mod pairing;
mod text;

use std::collections::BTreeMap;

use stackwright_change::{Around, Change, Compared, Kind, Nested, across, compare_in};
use stackwright_template::Template;

pub use self::pairing::Alike;
use self::pairing::{Stack, alike, paired, template};
use crate::progress::Progress;
pub use crate::stacks::{ReadFailure, StackTemplates};
pub use json::{
    JsonAlike, JsonAttribute, JsonDiff, JsonEffect, JsonEntry, JsonHazard, JsonKind, JsonOpening,
    JsonProperty, JsonResource, JsonRight, JsonStack, JsonStanding, JsonState, JsonSummary,
};

/// What changes from some stacks to others.
#[derive(Debug)]
pub struct Difference {
    stacks: Vec<StackDifference>,
    /// Stacks that go and that come, and have most of their resources in common.
    alike: Vec<Alike>,
    /// What a month costs before and after, where that is asked for.
    #[cfg(feature = "cost")]
    cost: Option<stackwright_view::cost::Comparison>,
}

/// What changes of one stack.
#[derive(Debug)]
pub struct StackDifference {
    /// Its name: in an assembly that of the stack, of a file that of the file.
    pub name: String,
    /// Whether it comes or goes as a whole.
    pub state: State,
    /// What changes.
    pub change: Change,
}

/// Whether a stack comes or goes as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// It is in both.
    Stays,
    /// It comes.
    Added,
    /// It goes.
    Removed,
}

impl Difference {
    fn of(stacks: Vec<StackDifference>) -> Self {
        Difference {
            stacks,
            alike: Vec::new(),
            #[cfg(feature = "cost")]
            cost: None,
        }
    }

    /// What changes from earlier stacks to later ones, paired by their names, and by what they are deployed as where
    /// assemblies say it. Two single stacks are a pair whatever they are called.
    pub fn between(before: &StackTemplates, after: &StackTemplates) -> Self {
        Difference::between_telling(before, after, &Progress::silent())
    }

    /// Does what [`between`](Difference::between) does, and tells how many stacks are compared.
    pub(crate) fn between_telling(
        before: &StackTemplates,
        after: &StackTemplates,
        progress: &Progress,
    ) -> Self {
        let nothing = Template::new();
        let (earlier, later) = paired(before, after);
        let (earlier, later) = (&earlier[..], &later[..]);
        let gone = earlier
            .iter()
            .filter(|(name, _)| template(later, name).is_none());
        let names: Vec<&String> = later.iter().chain(gone).map(|(name, _)| name).collect();
        progress.begin("compared", "stacks", names.len());
        // A stack in a stack gets what the one around it gives.
        let mut inner_last = names.clone();
        inner_last.sort_by_key(|name| name.split('/').count());
        let mut changes: BTreeMap<&str, Change> = BTreeMap::new();
        for name in inner_last {
            let (was, now) = (template(earlier, name), template(later, name));
            let outer = name.rsplit_once('/');
            let given =
                outer.and_then(|(outer, id)| Some(changes.get(outer)?.parameters_of(id, now?)));
            let around = Around {
                others: others(later, name),
                nested: nested(name, earlier, later),
                parameters: given.unwrap_or_default(),
            };
            let (was, now) = (was.unwrap_or(&nothing), now.unwrap_or(&nothing));
            changes.insert(name, compare_in(was, now, &around));
            progress.step();
        }
        let mut stacks: Vec<StackDifference> = names
            .into_iter()
            .map(|name| StackDifference {
                name: name.clone(),
                state: match (template(earlier, name), template(later, name)) {
                    (None, _) => State::Added,
                    (_, None) => State::Removed,
                    _ => State::Stays,
                },
                change: changes.remove(name.as_str()).unwrap_or_default(),
            })
            .collect();
        let mut compared: Vec<Compared<'_>> = stacks
            .iter_mut()
            .map(|stack| Compared {
                before: template(earlier, &stack.name).unwrap_or(&nothing),
                after: template(later, &stack.name).unwrap_or(&nothing),
                name: &stack.name,
                change: &mut stack.change,
            })
            .collect();
        across(&mut compared);
        let mut difference = Difference::of(stacks);
        difference.alike = alike(earlier, later);
        difference.name_constructs(before);
        difference
    }

    /// Tells of what has moved which construct had made it, where the templates do not say it.
    fn name_constructs(&mut self, before: &StackTemplates) {
        for stack in &mut self.stacks {
            for resource in &mut stack.change.resources {
                if let Kind::Moved {
                    from,
                    from_stack,
                    from_construct,
                    ..
                } = &mut resource.kind
                    && from_construct.is_none()
                {
                    let stack = from_stack.as_ref().unwrap_or(&stack.name);
                    let known = before.construct(stack, from);
                    *from_construct = known.map(str::to_owned);
                }
            }
        }
    }

    /// The stacks, also those of which nothing changes.
    pub fn stacks(&self) -> &[StackDifference] {
        &self.stacks
    }

    /// Stacks that go and that come, and have most of their resources in common: perhaps one that is called
    /// otherwise.
    pub fn alike(&self) -> &[Alike] {
        &self.alike
    }

    /// Whether anything changes.
    pub fn is_empty(&self) -> bool {
        self.stacks.iter().all(|stack| stack.change.is_empty())
    }

    /// Whether something that there is goes, or is or may be replaced.
    pub fn is_destructive(&self) -> bool {
        self.stacks
            .iter()
            .any(|stack| stack.change.is_destructive())
    }

    /// Whether somebody gets a right, reaches something newly, or something becomes public.
    pub fn is_broadening(&self) -> bool {
        self.stacks.iter().any(|stack| stack.change.is_broadening())
    }

    /// Whether something goes wrong, or is lost, while the change is deployed.
    pub fn has_hazards(&self) -> bool {
        self.stacks
            .iter()
            .any(|stack| !stack.change.hazards.is_empty())
    }

    fn counts(&self) -> Counts {
        use stackwright_change::Effect;
        let mut counts = Counts::default();
        for stack in &self.stacks {
            counts.hazards += stack.change.hazards.len();
            for resource in &stack.change.resources {
                match (&resource.kind, resource.effect) {
                    (Kind::Added, _) => counts.added += 1,
                    (Kind::Removed(_), _) => counts.removed += 1,
                    (Kind::Moved { .. }, _) => counts.moved += 1,
                    // It is counted where it comes.
                    (Kind::Left { .. }, _) => {}
                    (_, Effect::Replaces) => counts.replaced += 1,
                    (_, Effect::MayReplace) => counts.perhaps += 1,
                    _ => counts.changed += 1,
                }
            }
        }
        counts
    }
}

/// The stacks in a stack that are in both.
fn nested<'t>(outer: &str, earlier: &[Stack<'t>], later: &[Stack<'t>]) -> Vec<Nested<'t>> {
    let inner = later.iter().filter_map(|(name, after)| {
        let id = name.strip_prefix(outer)?.strip_prefix('/')?;
        if id.contains('/') {
            return None;
        }
        Some(Nested {
            id: id.to_owned(),
            before: template(earlier, name)?,
            after,
            nested: nested(name, earlier, later),
        })
    });
    inner.collect()
}

fn others<'t>(all: &[Stack<'t>], name: &str) -> Vec<&'t Template> {
    let others = all.iter().filter(|(own, _)| own != name);
    others.map(|(_, template)| *template).collect()
}

/// How many resources there are of each kind of change.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    added: usize,
    changed: usize,
    perhaps: usize,
    replaced: usize,
    moved: usize,
    removed: usize,
    hazards: usize,
}

impl Counts {
    /// As `1 added, 2 replaced`.
    fn words(&self) -> String {
        let all = [
            (self.added, "added"),
            (self.changed, "changed"),
            (self.perhaps, "perhaps replaced"),
            (self.replaced, "replaced"),
            (self.moved, "moved"),
            (self.removed, "removed"),
        ];
        let some = all.iter().filter(|(count, _)| *count > 0);
        let some: Vec<String> = some
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        let hazards = match self.hazards {
            0 => String::new(),
            1 => "; 1 hazard".to_owned(),
            count => format!("; {count} hazards"),
        };
        match some.is_empty() {
            true => format!("no resource changes{hazards}"),
            false => format!("resources: {}{hazards}", some.join(", ")),
        }
    }
}
