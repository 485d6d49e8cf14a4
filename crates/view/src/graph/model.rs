//! What a graph consists of: the form that `--format json` has.

use serde::Serialize;
use stackwright_template::Node;

use super::layout::Layers;

/// Stacks, their resources, and the pictures that are made of them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Graph {
    /// The stacks.
    pub stacks: Vec<StackFindings>,
    /// Every resource of every stack.
    pub resources: Vec<Resource>,
    /// The pictures.
    pub diagrams: Vec<Diagram>,
    /// What goes wrong, or is lost, while a change is deployed; empty where nothing is compared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hazards: Vec<Hazard>,
}

/// A stack.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StackFindings {
    /// Its name: in an assembly that of the stack, of a file that of the file.
    pub name: String,
    /// What is wrong with it as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// A resource.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Resource {
    /// The stack: its position among the stacks.
    pub stack: usize,
    /// The logical id.
    pub id: String,
    /// The type, as `AWS::ECS::Service`.
    #[serde(rename = "type")]
    pub type_name: String,
    /// The path of the construct that made it, with its stack; left out where nothing tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub construct: Option<String>,
    /// The lines that made it, of the program or else of the template; the first is where to look.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    /// The condition under which it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// The properties as the template has them.
    #[cfg_attr(feature = "schema", schemars(with = "Option<serde_json::Value>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub properties: Option<Node>,
    /// What the checker says of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// What it costs by month; left out where that is not known or not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
    /// What becomes of it in the change that is looked at; left out where it stays as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Changed>,
}

/// Something that the checker found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The stable code, as `OPS101`.
    pub code: String,
    /// How bad it is: `error`, `warning` or `info`.
    pub severity: String,
    /// What is wrong.
    pub message: String,
    /// What to do instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where in the template, as `Resources/Web/Properties/Cluster`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// What something costs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cost {
    /// Dollars by month; left out where that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly: Option<f64>,
    /// The same for people, with what it is made of.
    pub text: String,
}

/// What becomes of a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Changed {
    /// How it is drawn.
    pub mark: Mark,
    /// What becomes of it, in words.
    pub text: String,
    /// What changes of it, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<String>,
}

/// How something stands to an earlier template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Mark {
    /// It comes.
    Added,
    /// It is changed in place.
    Changed,
    /// It may be replaced.
    MayReplace,
    /// It is replaced.
    Replaced,
    /// It goes.
    Removed,
    /// It goes or is replaced, and data with it.
    Lost,
}

/// What goes wrong, or is lost, while a change is deployed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hazard {
    /// The stack.
    pub stack: String,
    /// The stable code, as `CHG101`.
    pub code: String,
    /// The logical id of what it is about.
    pub id: String,
    /// What goes wrong.
    pub message: String,
    /// What to do instead.
    pub help: String,
}

/// What a picture is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// Resources in their constructs, and who refers to whom.
    Resources,
    /// Who reaches whom, where they stand, and which ways lead out.
    Network,
    /// Which role may do what with what.
    Permissions,
    /// What another template in this one's place changes.
    Changes,
}

/// A picture: shapes in shapes, and arrows between them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Diagram {
    /// What it is of.
    pub view: View,
    /// The shapes; what others are in stands before them.
    pub shapes: Vec<Shape>,
    /// The arrows.
    pub arrows: Vec<Arrow>,
    /// How the shapes that are in no other stand to each other.
    pub layers: Layers,
}

/// A box of a picture.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shape {
    /// The one that it is in: its position among the shapes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<usize>,
    /// What is written in it.
    pub title: String,
    /// What is written below that.
    pub subtitle: String,
    /// What it stands for.
    pub kind: ShapeKind,
    /// The resource that it stands for: its position among the resources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<usize>,
    /// What becomes of it in the change that is looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// What there is to say of it, a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub says: Vec<String>,
    /// How what is in it stands to each other; left out where nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layers: Option<Layers>,
}

/// What a box stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ShapeKind {
    /// A stack.
    Stack,
    /// A construct, or resources of one service where no construct is known.
    Construct,
    /// A resource.
    Resource,
    /// A VPC.
    Vpc,
    /// Subnets with the same ways out.
    Subnets,
    /// Something that the templates do not have: clients, services of AWS, what an ARN names.
    Outside,
}

/// An arrow from one box to another.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Arrow {
    /// Where it begins: a position among the shapes.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What it is.
    pub kind: ArrowKind,
    /// What is written at it.
    pub label: String,
    /// The side at which the way is shut: `from`, `to` or `way`; left out where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shut: Option<Shut>,
    /// What there is to say of it, a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub says: Vec<String>,
}

/// What an arrow is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ArrowKind {
    /// One refers to the other.
    Reference,
    /// One is made after the other, by `DependsOn`.
    Depends,
    /// One has to be made after the other, and CloudFormation is not told.
    Untold,
    /// A connection that gets through.
    Open,
    /// A connection that certainly does not get through.
    Shut,
    /// A connection of which that is decided at deployment.
    Unknown,
    /// A route.
    Route,
    /// Somebody uses a role.
    Uses,
    /// A role may do something.
    Allows,
    /// A role is refused something.
    Denies,
    /// A role needs something, and is not allowed it.
    Lacks,
    /// A change of one is the reason for that of the other.
    Follows,
}

/// Where a way is shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Shut {
    /// At the side that opens the connection.
    From,
    /// At the side that is to be reached.
    To,
    /// Between the two: no route, or a network ACL.
    Way,
}

impl ArrowKind {
    /// Whether the picture is laid out along it.
    pub(super) fn leads(self) -> bool {
        !matches!(self, ArrowKind::Route)
    }

    /// Whether it is drawn dashed.
    pub(super) fn is_dashed(self) -> bool {
        matches!(
            self,
            ArrowKind::Shut | ArrowKind::Untold | ArrowKind::Lacks | ArrowKind::Depends
        )
    }
}

impl Diagram {
    /// A picture with nothing on it.
    pub(super) fn new(view: View) -> Self {
        Diagram {
            view,
            shapes: Vec::new(),
            arrows: Vec::new(),
            layers: Layers::default(),
        }
    }

    /// Adds a shape, and tells its position.
    pub(super) fn add(&mut self, shape: Shape) -> usize {
        self.shapes.push(shape);
        self.shapes.len() - 1
    }

    /// Whether a shape is the other one, or it stands in it.
    pub(super) fn is_in(&self, shape: usize, other: usize) -> bool {
        self.around(shape).any(|own| own == other)
    }

    /// A shape, the one that it is in, and so on outwards.
    pub(super) fn around(&self, shape: usize) -> impl Iterator<Item = usize> {
        let parent = |at: &usize| self.shapes.get(*at)?.parent;
        std::iter::successors(Some(shape), parent)
    }
}

impl Shape {
    /// A shape in another one, or in none.
    pub(super) fn new(
        kind: ShapeKind,
        parent: Option<usize>,
        title: impl Into<String>,
        subtitle: impl Into<String>,
    ) -> Self {
        Shape {
            parent,
            title: title.into(),
            subtitle: subtitle.into(),
            kind,
            resource: None,
            mark: None,
            says: Vec::new(),
            layers: None,
        }
    }
}

impl Graph {
    /// The picture of a view; nothing where there is none of it.
    pub fn diagram(&self, view: View) -> Option<&Diagram> {
        self.diagrams.iter().find(|diagram| diagram.view == view)
    }

    /// The graph as JSON, indented by two spaces, with a line end at its end.
    pub fn to_json(&self) -> String {
        // Serializing strings and numbers into memory cannot fail.
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }

    /// The JSON Schema of what [`to_json`](Self::to_json) gives.
    #[cfg(feature = "schema")]
    pub fn schema() -> schemars::Schema {
        schemars::generate::SchemaSettings::draft2020_12()
            .for_serialize()
            .into_generator()
            .into_root_schema_for::<Graph>()
    }
}
