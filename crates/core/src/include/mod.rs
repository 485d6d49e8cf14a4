//! Templates that are there already, taken into a stack as they stand.
//!
//! | file | what it answers |
//! |---|---|
//! | `mod` | what is included, and what it hands out |
//! | `take` | how a template becomes nodes of the graph |
//! | `read` | how a value of a template becomes an expression |

mod read;
mod take;

use std::rc::Rc;

use stackwright_codes::{self as codes, Code};
use stackwright_template::{ReadError, Section, SourceLine, Template, Text, nearest};

use crate::app::caller;
use crate::element::{ConditionHandle, MappingHandle, ParameterHandle};
use crate::graph::Kind;
use crate::resource::{RawHandle, Resource, ResourceData, ResourceHandle, ResourceMeta};
use crate::value::{Expr, IntoValue, Json, Props};
use crate::{NodeId, Scope};

pub(crate) use take::{Kept, Written};

/// A template to be [included](Scope::include).
#[derive(Debug)]
pub struct Include {
    template: Result<Template, ReadError>,
    given: Vec<(Text, Expr)>,
    left_out: Vec<Text>,
    /// The resources that are meant, if not all are.
    only: Option<Vec<Text>>,
}

impl Include {
    /// The text of a template, as `include_str!("deployed.yaml")`: YAML or JSON. One that cannot be read is
    /// the error `APP139`.
    pub fn text(text: &str) -> Self {
        // An object of YAML begins with a brace, too, but hardly with a text in quotes behind it.
        let inner = text.trim_start().strip_prefix('{');
        let template = match inner.map(str::trim_start) {
            Some(inner) if inner.starts_with('"') => Template::from_json(text),
            _ => Template::from_yaml(text),
        };
        Include::of(template)
    }

    /// A template that has been read.
    pub fn template(template: Template) -> Self {
        Include::of(Ok(template))
    }

    fn of(template: Result<Template, ReadError>) -> Self {
        Include {
            template,
            given: Vec::new(),
            left_out: Vec::new(),
            only: None,
        }
    }

    /// Puts a value in the place of a parameter, which then is no longer asked for. Of a parameter that
    /// the template does not have it is the error `APP140`.
    pub fn parameter(mut self, name: impl Into<Text>, value: impl IntoValue<Json>) -> Self {
        let value = value.into_value().into_expr();
        self.given.push((name.into(), value));
        self
    }

    /// Leaves resources out, by their logical ids: those that constructs of the program make from now on,
    /// under the same ids ([`pin_ids`](Scope::pin_ids)). What refers to them refers to these. One that the
    /// template does not have is the error `APP141`.
    pub fn without<I: Into<Text>>(mut self, ids: impl IntoIterator<Item = I>) -> Self {
        self.left_out.extend(ids.into_iter().map(Into::into));
        self
    }

    /// Takes these resources and outputs alone, by their logical ids, and the parameters, mappings and
    /// conditions that they name; no rules, no macros. For what of a deployed template no construct of the
    /// program makes. One that the template does not have is the error `APP141`.
    pub fn only<I: Into<Text>>(mut self, ids: impl IntoIterator<Item = I>) -> Self {
        let ids = ids.into_iter().map(Into::into);
        self.only.get_or_insert_default().extend(ids);
        self
    }
}

impl From<&str> for Include {
    fn from(text: &str) -> Self {
        Include::text(text)
    }
}

impl From<String> for Include {
    fn from(text: String) -> Self {
        Include::text(&text)
    }
}

impl From<Template> for Include {
    fn from(template: Template) -> Self {
        Include::template(template)
    }
}

impl<'a> Scope<'a> {
    /// Takes a whole template into the stack, with its logical ids: what is deployed from it stays as it
    /// is, and constructs, grants, connections and edits take what it [hands out](Included).
    ///
    /// For a stack that moves here, from AWS CDK, Copilot, or written by hand. Every section is kept,
    /// macros and loops, too, and every attribute of a resource. It is synthesized as it was read:
    /// scopes do not tag what is in it, and only what the program changes differs. `stackwright diff`
    /// shows what that is.
    ///
    /// As `CfnInclude` of AWS CDK, which has no loops and refuses rings of references.
    /// <https://docs.aws.amazon.com/cdk/v2/guide/use-cfn-template.html>
    ///
    /// ```
    /// use stackwright_core::{App, Output, Str};
    ///
    /// let app = App::new();
    /// let stack = app.stack("Web");
    /// let old = stack.include("
    ///     Parameters:
    ///       Stage: {Type: String}
    ///     Resources:
    ///       Jobs:
    ///         Type: AWS::SQS::Queue
    ///         Properties: {QueueName: !Sub 'jobs-${Stage}'}
    /// ");
    /// let jobs = old.raw("Jobs");
    /// stack.add("JobsArn", Output::new(jobs.attribute::<Str>("Arn")));
    /// stack.of(jobs).retain();
    ///
    /// let synthesis = app.synth();
    /// assert_eq!(synthesis.diagnostics, []);
    /// assert!(synthesis.stacks[0].template.to_yaml().contains("QueueName: !Sub "));
    /// ```
    #[track_caller]
    pub fn include(self, template: impl Into<Include>) -> Included<'a> {
        let source = self.source(caller());
        take::take(self, template.into(), source)
    }
}

/// What was [included](Scope::include), by its logical ids. A name that the template does not have is
/// the error `APP141`; the handle can be used all the same.
///
/// ```
/// # use stackwright_core::{App, Str};
/// # let app = App::new();
/// # let stack = app.stack("Web");
/// let old = stack.include("{Parameters: {Stage: {Type: String}}, Resources: {Jobs: {Type: AWS::SQS::Queue}}}");
/// let stage = old.parameter::<Str>("Stage");
/// let jobs = old.raw("Jobs"); // With types: old.get::<cfn::sqs::QueueHandle>("Jobs")
/// assert_eq!(old.resources().count(), 1);
/// # let _ = (stage, jobs);
/// ```
#[derive(Clone)]
pub struct Included<'a> {
    scope: Scope<'a>,
    elements: Rc<[Element]>,
}

/// Something of the template that has a name.
struct Element {
    section: Section,
    id: Text,
    /// The type of a resource.
    type_name: Option<Text>,
    node: NodeId,
}

impl Included<'_> {
    /// The handle of a resource of this type, as `get::<cfn::ecs::ServiceHandle>("Web")`. One of
    /// another type is the error `APP141`.
    #[track_caller]
    pub fn get<H: ResourceHandle>(&self, id: &str) -> H {
        let meta = ResourceMeta {
            tags: None,
            ..H::Resource::META
        };
        H::from_node(self.typed(id, meta, caller()))
    }

    /// The handle of a resource of whichever type.
    #[track_caller]
    pub fn raw(&self, id: &str) -> RawHandle {
        let found = self.element(Section::Resources, id, None, caller());
        RawHandle::from_node(found)
    }

    /// The handle of a parameter, taken for a `K`.
    #[track_caller]
    pub fn parameter<K>(&self, id: &str) -> ParameterHandle<K> {
        ParameterHandle::new(self.element(Section::Parameters, id, None, caller()))
    }

    /// The handle of a condition.
    #[track_caller]
    pub fn condition(&self, id: &str) -> ConditionHandle {
        ConditionHandle::new(self.element(Section::Conditions, id, None, caller()))
    }

    /// The handle of a mapping.
    #[track_caller]
    pub fn mapping(&self, id: &str) -> MappingHandle {
        MappingHandle::new(self.element(Section::Mappings, id, None, caller()))
    }

    /// Every resource that no macro makes: its logical id, its type, its handle.
    pub fn resources(&self) -> impl Iterator<Item = (&str, &str, RawHandle)> {
        self.elements.iter().filter_map(|element| {
            let type_name = element.type_name.as_deref()?;
            Some((&*element.id, type_name, RawHandle::from_node(element.node)))
        })
    }

    fn typed(&self, id: &str, meta: ResourceMeta, source: SourceLine) -> NodeId {
        let node = self.element(Section::Resources, id, Some(&meta.type_name), source);
        let mut graph = self.scope.app().graph_mut();
        if let Some(Kind::Resource(data)) = graph.get_mut(node).map(|node| &mut node.kind) {
            data.meta = meta;
        }
        node
    }

    /// The node of what has this name; where there is none, one that the error is about.
    fn element(
        &self,
        section: Section,
        id: &str,
        type_name: Option<&str>,
        source: SourceLine,
    ) -> NodeId {
        let source = self.scope.source(source);
        let mut of_section = self.elements.iter();
        let found = of_section.find(|element| element.section == section && element.id == id);
        match (found, type_name) {
            (Some(found), Some(wanted)) if found.type_name.as_deref() != Some(wanted) => {
                let is = found.type_name.as_deref().unwrap_or("nothing of a type");
                let message = format!("`{id}` is a `{is}`, not a `{wanted}`");
                let help = format!(
                    "take it for what it is: `get::<..>(\"{id}\")` with the handle of `{is}`, or `raw(\"{id}\")`"
                );
                self.missing(id, &message, Some(help), source)
            }
            (Some(found), _) => found.node,
            (None, _) => {
                let message = format!(
                    "the included template has no `{id}` in `{}`",
                    section.name()
                );
                let all = self.elements.iter();
                let there = all.filter(|element| element.section == section);
                let help = meant_instead(id, there.map(|element| &*element.id));
                self.missing(id, &message, help, source)
            }
        }
    }

    /// A node that stands for what is not there, of which nothing further is said.
    fn missing(&self, id: &str, message: &str, help: Option<String>, source: SourceLine) -> NodeId {
        let mut graph = self.scope.app().graph_mut();
        let node = graph.add_free(self.scope.node(), id.to_owned().into(), source);
        let meta = ResourceMeta::untyped("Custom::Missing");
        if let Some(node) = graph.get_mut(node) {
            node.kind = Kind::Resource(Box::new(ResourceData::new(meta, Props::new())));
        }
        graph.refused.push(node);
        drop(graph);
        report(self.scope, &codes::APP141, message, help, source);
        node
    }
}

/// What may have been meant by a name that is not there.
fn meant_instead<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    nearest(name, names).map(|near| format!("did you mean `{near}`?"))
}

/// Reports what is wrong with what a program says of an included template.
fn report(scope: Scope<'_>, code: &Code, message: &str, help: Option<String>, source: SourceLine) {
    let mut found = code.finding(message.to_owned());
    found.help = help;
    found.source.push(source);
    scope.report(found);
}
