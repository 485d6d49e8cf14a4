//! The template as rules see it: with facts, and with indexes that are made once, when asked for.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `nodes` | every node of the template in one list: calls, texts, nulls |
//! | `bodies` | resources as they are written, also in loops |
//! | `loops` | what `Fn::ForEach` makes |
//! | `unrolled` | the template with its loops written out |
//! | `names` | what a name refers to, also where macros make names |
//! | `parameter` | types of parameters |
//! | `graph` | which resource refers to which |
//! | `rings` | which resources wait for each other |
//! | `conditions` | which conditions can hold together |
//! | `used` | where conditions are used |
//! | `settled` | what conditions and defaults decide: which resources may not be there |
//! | `values` | which values a node can have |
//! | `ways` | every branch of `Fn::If` on the way to a property |
//! | `policies` | where policy documents and their statements are |
//! | `wildcard` | whether a text is as a pattern with `*` says |
//! | `gather` | whether a rule of the facts over several resources holds |

mod bodies;
mod conditions;
mod gather;
mod graph;
mod loops;
mod names;
mod nodes;
mod parameter;
mod policies;
mod rings;
mod settled;
mod unrolled;
mod used;
mod values;
mod ways;
mod wildcard;

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};

use stackwright_facts::ResourceType;
use stackwright_template::hash::HashMap;
use stackwright_template::{
    Key, Node, Parameter, Path, Reference, Resource, Section, Segment, Template, Value,
};

use crate::behind::Behind;

use bodies::Bodies;
pub use bodies::Body;
pub use conditions::Case;
pub use conditions::{Assumption, Conditions, Holds};
pub use gather::holds;
pub use graph::{Edge, Use};
pub use loops::{Loops, Made};
pub use names::PSEUDO_PARAMETERS;
pub use names::Target;
pub use nodes::{Nodes, Spot};
pub use parameter::ParameterType;
pub(crate) use policies::resource_policies;
pub use policies::{Policy, PolicyKind, Statement};
pub use rings::{knots, rings};
pub use settled::Conditional;
pub use unrolled::Unrolled;
pub use used::UsedCondition;
pub use values::{Kind, Values};
pub use ways::{along, follow, one_by_one, path_below};
pub use wildcard::{like, like_action};

/// A template, the facts on its resource types, and what follows from both.
pub struct Model<'a> {
    template: &'a Template,
    regions: &'a [String],
    given: &'a [(String, Node)],
    nodes: OnceCell<Nodes<'a>>,
    references: OnceCell<Vec<Reference<'a>>>,
    conditions: OnceCell<Conditions<'a>>,
    edges: OnceCell<Vec<Edge<'a>>>,
    bodies: OnceCell<Bodies<'a>>,
    by_type: OnceCell<HashMap<&'a str, Vec<Resource<'a>>>>,
    facts: RefCell<HashMap<String, Option<&'static dyn Behind<ResourceType>>>>,
    names: OnceCell<names::Names<'a>>,
    loops: OnceCell<Loops<'a>>,
    used: OnceCell<Vec<UsedCondition<'a>>>,
    policies: OnceCell<Vec<Policy<'a>>>,
    conditional: OnceCell<Conditional<'a>>,
    defaults: OnceCell<HashMap<&'a str, Node>>,
}

impl<'a> Model<'a> {
    /// The model of a template that is deployed to these regions, or to any where none is named.
    pub fn new(template: &'a Template, regions: &'a [String]) -> Self {
        Model {
            template,
            regions,
            given: &[],
            nodes: OnceCell::new(),
            references: OnceCell::new(),
            conditions: OnceCell::new(),
            edges: OnceCell::new(),
            bodies: OnceCell::new(),
            by_type: OnceCell::new(),
            facts: RefCell::default(),
            names: OnceCell::new(),
            loops: OnceCell::new(),
            used: OnceCell::new(),
            policies: OnceCell::new(),
            conditional: OnceCell::new(),
            defaults: OnceCell::new(),
        }
    }

    /// Says which values parameters are given where it is deployed, by their names: they have no others.
    /// Conditions are looked at as without: what does not hold here holds where the same is deployed with
    /// another value.
    pub fn given(mut self, given: &'a [(String, Node)]) -> Self {
        self.given = given;
        self
    }

    /// What a parameter is given, if that is known.
    pub fn given_to(&self, parameter: Parameter<'a>) -> Option<&'a Node> {
        let mut given = self.given.iter();
        let found = given.find(|(name, _)| name == parameter.id())?;
        Some(&found.1)
    }

    /// Whether a name is that of a parameter that takes a list.
    pub fn is_list_parameter(&self, name: &str) -> bool {
        let parameter = self.template.parameter(name);
        let of_type = parameter.and_then(|own| ParameterType::parse(own.parameter_type()?));
        of_type.is_some_and(|of_type| of_type.list)
    }

    /// All values that a parameter can have, if that is known: what it is given, or what is allowed.
    pub fn allowed_values(&self, parameter: Parameter<'a>) -> &'a [Node] {
        match self.given_to(parameter) {
            Some(value) => std::slice::from_ref(value),
            None => parameter.allowed_values(),
        }
    }

    /// The template.
    pub fn template(&self) -> &'a Template {
        self.template
    }

    /// The regions that the template is deployed to; none where it may be any.
    pub fn regions(&self) -> &'a [String] {
        self.regions
    }

    /// Everything that has the shape of a resource, in order, loops last.
    pub fn bodies(&self) -> &[Body<'a>] {
        &self.all_bodies().all
    }

    /// The resources that stand in the template, in order, with what is known of their types.
    pub fn resources(&self) -> &[Body<'a>] {
        let bodies = self.all_bodies();
        bodies.all.get(..bodies.resources).unwrap_or_default()
    }

    fn all_bodies(&self) -> &Bodies<'a> {
        self.bodies.get_or_init(|| Bodies::of(self))
    }

    /// The resources of one type, in order.
    pub fn resources_of(&self, type_name: &str) -> impl Iterator<Item = Resource<'a>> {
        let by_type = self.by_type.get_or_init(|| {
            let mut map: HashMap<&str, Vec<Resource<'a>>> = HashMap::default();
            for resource in self.template.resources() {
                if let Some(name) = resource.resource_type() {
                    map.entry(name).or_default().push(resource);
                }
            }
            map
        });
        by_type.get(type_name).into_iter().flatten().copied()
    }

    /// What is known of a resource type; nothing for custom resources, modules and types that do
    /// not exist.
    pub fn facts(&self, type_name: &str) -> Option<&'static ResourceType> {
        if let Some(known) = self.facts.borrow().get(type_name) {
            return known.map(Behind::it);
        }
        let known = stackwright_facts::known_type(type_name);
        let behind = known.map(|known| known as &dyn Behind<ResourceType>);
        self.facts.borrow_mut().insert(type_name.to_owned(), behind);
        known
    }

    /// What is known of the type of the resource with this logical id.
    pub fn facts_of(&self, id: &str) -> Option<&'static ResourceType> {
        self.facts(self.template.resource(id)?.resource_type()?)
    }

    /// Every node of the template, by its kind.
    pub fn nodes(&self) -> &Nodes<'a> {
        self.nodes.get_or_init(|| Nodes::of(self.template))
    }

    /// Every reference in the template, in order.
    pub fn references(&self) -> &[Reference<'a>] {
        self.references.get_or_init(|| {
            let mut references = Vec::new();
            for (spot, call) in self.nodes().calls() {
                call.references(|| spot.path(), &mut references);
            }
            references
        })
    }

    /// The conditions, and which of them can hold together.
    pub fn conditions(&self) -> &Conditions<'a> {
        self.conditions
            .get_or_init(|| Conditions::of(self.template, self.regions))
    }

    /// Which resource refers to which, in order.
    pub fn edges(&self) -> &[Edge<'a>] {
        self.edges.get_or_init(|| graph::edges(self))
    }

    /// What a name stands for.
    pub fn target(&self, name: &str) -> Target {
        let names = self.names.get_or_init(|| names::Names::of(self));
        match names.target(self.template, name) {
            // No loop makes pseudo parameters.
            Target::Nothing if !name.starts_with("AWS::") => self.loops().target(name),
            known => known,
        }
    }

    /// What loops make, as far as it is known what they go through.
    pub fn loops(&self) -> &Loops<'a> {
        self.loops.get_or_init(|| Loops::of(self))
    }

    /// Names that can be referred to, for suggestions.
    pub fn referable(&self) -> impl Iterator<Item = &'a str> {
        let parameters = self.template.parameters().map(|p| p.id());
        parameters.chain(self.template.resources().map(|r| r.id()))
    }

    /// Whether a macro that nobody here knows rewrites all of the template.
    pub fn is_rewritten(&self) -> bool {
        self.names.get_or_init(|| names::Names::of(self)).rewritten
    }

    /// Where conditions are used, in order.
    pub fn conditions_used(&self) -> impl Iterator<Item = &UsedCondition<'a>> {
        self.used.get_or_init(|| used::conditions_used(self)).iter()
    }

    /// Whether a macro adds entries to a section.
    pub fn makes_names_in(&self, section: Section) -> bool {
        match self.template.section(section).map(|node| &node.value) {
            Some(Value::Map(map)) => map.keys().any(Key::is_macro),
            Some(Value::Call(_)) => true,
            _ => false,
        }
    }

    /// Every policy document, in order.
    pub fn policies(&self) -> &[Policy<'a>] {
        self.policies.get_or_init(|| Policy::all(self.bodies()))
    }

    /// The resources that conditions can leave out.
    pub fn conditional(&self) -> &Conditional<'a> {
        self.conditional
            .get_or_init(|| Conditional::of(self.template))
    }

    /// What parameters are by default, by their names.
    pub fn defaults(&self) -> &HashMap<&'a str, Node> {
        self.defaults.get_or_init(|| settled::defaults(self))
    }

    /// What must hold for a place to matter: the conditions of its resource or output and of
    /// every branch of `Fn::If` on the way.
    pub fn assumptions_at(&self, path: &Path<'_>) -> Vec<Assumption<'a>> {
        let mut assumed = Vec::new();
        let mut segments = path.segments().iter();
        let (Some(Segment::Key(section)), Some(Segment::Key(id))) =
            (segments.next(), segments.next())
        else {
            return assumed;
        };
        let Some(mut node) = self.template.root().get(section).and_then(|s| s.get(id)) else {
            return assumed;
        };
        if matches!(*section, "Resources" | "Outputs")
            && let Some(name) = node.get("Condition").and_then(Node::as_str)
        {
            assumed.push(Assumption { name, holds: true });
        }
        for segment in segments {
            let next = match (segment, &node.value) {
                (Segment::Key(key), Value::Map(map)) => map.get(key),
                (Segment::Key(_), Value::Call(call)) => Some(&call.argument),
                (Segment::Index(index), Value::List(items)) => items.get(*index),
                _ => None,
            };
            if let (Segment::Key("Fn::If"), Value::Call(call)) = (segment, &node.value)
                && let Some(if_) = call.if_()
            {
                // Which branch is said by the next segment; it is looked up below.
                assumed.push(Assumption {
                    name: if_.condition,
                    holds: true,
                });
            }
            let Some(next) = next else { break };
            node = next;
        }
        self.settle_branches(path, &mut assumed);
        assumed
    }

    /// Turns the assumptions of else-branches round.
    fn settle_branches(&self, path: &Path<'_>, assumed: &mut [Assumption<'a>]) {
        let branches = path.segments().windows(2).filter_map(|pair| match pair {
            [Segment::Key("Fn::If"), Segment::Index(index)] => Some(*index),
            _ => None,
        });
        let branches: Vec<usize> = branches.collect();
        let of_resource = assumed.len().saturating_sub(branches.len());
        for (assumption, branch) in assumed.iter_mut().skip(of_resource).zip(branches) {
            assumption.holds = branch != 2;
        }
    }

    /// The text of a literal, as CloudFormation makes one of numbers and booleans too.
    pub fn text<'n>(&self, node: &'n Node) -> Option<Cow<'n, str>>
    where
        'a: 'n,
    {
        match &node.value {
            Value::String(text) => Some(Cow::Borrowed(text)),
            Value::Number(number) => {
                let written = self.template.text_of(node);
                Some(written.map_or_else(|| Cow::Owned(number.to_string()), Cow::Borrowed))
            }
            Value::Bool(true) => Some(Cow::Borrowed("true")),
            Value::Bool(false) => Some(Cow::Borrowed("false")),
            _ => None,
        }
    }
}

/// Whether a node is `Ref: AWS::NoValue`, which takes the property away.
pub fn is_no_value(node: &Node) -> bool {
    node.as_call().and_then(|call| call.reference()) == Some("AWS::NoValue")
}

/// Whether a map is a function that could not be read as one: a misspelt name, or other keys
/// beside it. Its own rules report it; to all others it is an unknown value.
pub fn is_broken_call(node: &Node) -> bool {
    let Some(map) = node.as_map() else {
        return false;
    };
    // Asked of every map in which something is missing: most keys are told by two letters.
    for (key, _) in map.entries() {
        if matches!(
            key.as_str().as_bytes(),
            b"Ref" | [b'F', b'n', b':', b':', ..]
        ) {
            return true;
        }
    }
    false
}
