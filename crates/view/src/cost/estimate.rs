//! What stacks cost a month.

use std::collections::BTreeMap;

use stackwright_deployment::{Deployment, Deployments, Model, Property};
use stackwright_facts::Price;
use stackwright_template::Node;

use super::meters;
use super::usage::Kind;
use super::{Advice, Factor, Line, Range, Usage, advice, free};
use crate::Stack;

/// The region that is taken where nobody says one: N. Virginia, which most figures of AWS's are of.
pub const DEFAULT_REGION: &str = "us-east-1";

/// What is said about a deployment beside the templates.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The region of stacks that name none.
    pub region: Option<String>,
    /// The values of parameters, for all stacks that have them.
    pub parameters: Vec<(String, String)>,
    /// How much is used of what is paid by use.
    pub usage: Usage,
}

/// What some stacks cost a month.
#[derive(Clone, Debug)]
pub struct Estimate {
    /// Each stack, in order.
    pub stacks: Vec<StackCost>,
    /// What is taken for used where nobody says it.
    pub assumed: Vec<Assumed>,
    /// What the usage speaks of and no stack has.
    pub nowhere: Vec<String>,
    /// The parameters that were given and no stack has.
    pub no_parameters: Vec<String>,
}

/// What is taken for used.
#[derive(Clone, Debug)]
pub struct Assumed {
    /// What is used.
    pub kind: &'static Kind,
    /// How much.
    pub number: f64,
    /// How many resources that was taken for.
    pub resources: usize,
}

/// What one stack costs a month.
#[derive(Clone, Debug)]
pub struct StackCost {
    /// Its name.
    pub name: String,
    /// The region whose prices were taken.
    pub region: String,
    /// Whether that is the stack's, or was said; otherwise it is [`DEFAULT_REGION`].
    pub region_is_known: bool,
    /// What costs something or may do so, in the order of the template.
    pub resources: Vec<ResourceCost>,
    /// How many resources cost nothing by themselves.
    pub free: usize,
    /// The resources of types whose prices nobody here knows, by their types.
    pub unpriced: BTreeMap<String, Vec<String>>,
    /// Why the stack may have more than was counted.
    pub gaps: Vec<String>,
    /// What would cost less; what saves most first.
    pub advice: Vec<Advice>,
}

/// What one resource costs a month.
#[derive(Clone, Debug)]
pub struct ResourceCost {
    /// Its logical id.
    pub id: String,
    /// Its type.
    pub type_name: String,
    /// The path of the construct that made it, where that is known.
    pub construct: Option<String>,
    /// What is paid for it.
    pub lines: Vec<Line>,
    /// What may cost something more and is not counted.
    pub gaps: Vec<String>,
    /// What is to be known of what was counted.
    pub notes: Vec<String>,
}

/// What is asked of one resource, and what it comes to.
pub(super) struct Meter<'m, 'd> {
    pub resource: Property<'d>,
    pub deployment: &'d Deployment<'d>,
    pub region: &'m str,
    usage: &'m Usage,
    assumed: &'m mut Vec<Assumed>,
    cost: &'m mut ResourceCost,
}

/// Says what stacks cost a month.
pub fn estimate(stacks: &[Stack], options: &Options) -> Estimate {
    let mut assumed = Vec::new();
    let mut all = Vec::new();
    let names: Vec<&str> = stacks.iter().map(|stack| stack.name.as_str()).collect();
    for stack in stacks {
        all.push(of_stack(stack, &names, options, &mut assumed));
    }
    let has = |name: &str| {
        stacks.iter().any(|stack| {
            stack.template.resources().any(|resource| {
                let path = stack.construct(resource.id()).unwrap_or_default();
                resource.id() == name || path == name || path.starts_with(&format!("{name}/"))
            })
        })
    };
    let nowhere = options.usage.names().filter(|name| !has(name));
    let parameters = options.parameters.iter().map(|(name, _)| name);
    let unknown = parameters.filter(|name| {
        let has = |stack: &Stack| stack.template.parameter(name).is_some();
        !stacks.iter().any(has)
    });
    assumed.sort_by_key(|own: &Assumed| own.kind.key);
    Estimate {
        stacks: all,
        assumed,
        nowhere: nowhere.map(str::to_owned).collect(),
        no_parameters: unknown.cloned().collect(),
    }
}

fn of_stack(
    stack: &Stack,
    names: &[&str],
    options: &Options,
    assumed: &mut Vec<Assumed>,
) -> StackCost {
    let region = stack.region.clone().or_else(|| options.region.clone());
    let mut cost = StackCost {
        name: stack.name.clone(),
        region_is_known: region.is_some(),
        region: region.unwrap_or_else(|| DEFAULT_REGION.to_owned()),
        resources: Vec::new(),
        free: 0,
        unpriced: BTreeMap::new(),
        gaps: Vec::new(),
        advice: Vec::new(),
    };
    let template = with_parameters(stack, &options.parameters);
    let regions = [cost.region.clone()];
    let model = Model::new(&template, &regions);
    let deployments = Deployments::of(&model);
    let settled = deployments.settled();
    let Some(deployment) = deployments.of_defaults().or_else(|| settled.first()) else {
        let why = "a macro rewrites the template, and what comes of it is not known";
        cost.gaps.push(why.to_owned());
        return cost;
    };
    if deployments.of_defaults().is_none() && settled.len() > 1 {
        cost.gaps.push(format!(
            "its conditions can come out in {} ways, of which the first was counted",
            settled.len()
        ));
    }
    if !deployment.sees_all() {
        cost.gaps
            .push("a loop or a macro may add resources".to_owned());
    }
    let [region] = &regions;
    for resource in deployment.resources() {
        let type_name = resource.resource_type();
        let inside = format!("{}/{}", stack.name, resource.id());
        if type_name == "AWS::CloudFormation::Stack" && !names.contains(&inside.as_str()) {
            cost.gaps.push(format!(
                "the stack `{}` in it is not at hand",
                resource.id()
            ));
        }
        let Some(read) = meters::of(type_name) else {
            match free::is_free(type_name) {
                true => cost.free += 1,
                false => {
                    let same = cost.unpriced.entry(type_name.to_owned()).or_default();
                    same.push(resource.id().to_owned());
                }
            }
            continue;
        };
        let mut own = ResourceCost {
            id: resource.id().to_owned(),
            type_name: type_name.to_owned(),
            construct: stack.construct(resource.id()).map(str::to_owned),
            lines: Vec::new(),
            gaps: Vec::new(),
            notes: Vec::new(),
        };
        read(&mut Meter {
            resource,
            deployment,
            region,
            usage: &options.usage,
            assumed,
            cost: &mut own,
        });
        match own.lines.is_empty() && own.gaps.is_empty() && own.notes.is_empty() {
            true => cost.free += 1,
            false => cost.resources.push(own),
        }
    }
    cost.advice = advice::of(deployment, &cost);
    cost
}

/// The template with what parameters are given for their defaults.
fn with_parameters(stack: &Stack, given: &[(String, String)]) -> stackwright_template::Template {
    let mut template = stack.template.clone();
    let known = given
        .iter()
        .filter(|(name, _)| template.parameter(name).is_some());
    let known: Vec<_> = known.cloned().collect();
    for (name, value) in known {
        let all = template.root_mut().get_mut("Parameters");
        let parameter = all
            .and_then(Node::as_map_mut)
            .and_then(|all| all.get_mut(&name))
            .and_then(Node::as_map_mut);
        if let Some(parameter) = parameter {
            parameter.insert("Default", value);
        }
    }
    template
}

impl Meter<'_, '_> {
    /// Adds what is paid for, at the price of an item of a service.
    pub fn line(
        &mut self,
        what: &'static str,
        (service, item): (&'static str, &str),
        factors: impl IntoIterator<Item = Factor>,
    ) {
        let Some(price) = self.price(service, item) else {
            let region = self.region;
            self.gap(format!(
                "{what}: the price of `{item}` in {region} is not known"
            ));
            return;
        };
        let factors = factors.into_iter().collect();
        self.cost.lines.push(Line {
            what,
            factors,
            price,
        });
    }

    /// The price of an item here, where it is known.
    pub fn price(&self, service: &str, item: &str) -> Option<&'static Price> {
        stackwright_facts::price(service, item, self.region)
    }

    /// Adds what is not counted.
    pub fn gap(&mut self, what: impl Into<String>) {
        self.cost.gaps.push(what.into());
    }

    /// Adds what is to be known of what was counted.
    pub fn note(&mut self, what: impl Into<String>) {
        self.cost.notes.push(what.into());
    }

    /// How much of something is used, as is said or is assumed; a gap where neither is known.
    pub fn used(&mut self, kind: &'static Kind) -> Option<Factor> {
        let number = self.said(kind).or_else(|| {
            let number = kind.default?;
            match self.assumed.iter_mut().find(|own| own.kind == kind) {
                Some(own) => own.resources += 1,
                None => self.assumed.push(Assumed {
                    kind,
                    number,
                    resources: 1,
                }),
            }
            Some(number)
        });
        if number.is_none() {
            self.gap(format!("{}: say `{}`", kind.what, kind.key));
        }
        Some(Factor::new(number?, kind.unit))
    }

    /// How much of something is used, where somebody says so.
    pub fn said(&self, kind: &Kind) -> Option<f64> {
        let construct = self.cost.construct.as_deref();
        self.usage.said(kind, self.resource.id(), construct)
    }

    /// The hours of a month that it runs.
    pub fn hours(&mut self) -> Factor {
        let hours = self.said(&super::usage::HOURS);
        Factor::new(hours.unwrap_or(super::hours_of_a_month()), "h")
    }

    /// A property that is a number; `default` where it is not given, a gap where it is not known.
    pub fn number(&mut self, property: &Property<'_>, default: Option<f64>) -> Option<f64> {
        let number = match property.is_absent() {
            true => default,
            false => property.number(),
        };
        if number.is_none() && !property.is_absent() {
            self.unknown(property);
        }
        number
    }

    /// Tells that a property is known at deployment only.
    pub fn unknown(&mut self, property: &Property<'_>) {
        let shown = property.shown();
        let name = property.key().unwrap_or("a property");
        self.gap(format!(
            "{name} is `{shown}`, which is known at deployment only"
        ));
    }
}

impl ResourceCost {
    /// Whether all that it costs was counted.
    pub fn is_complete(&self) -> bool {
        self.gaps.is_empty()
    }

    /// Dollars a month.
    pub fn amount(&self) -> Range {
        self.lines.iter().map(Line::amount).sum()
    }
}

impl StackCost {
    /// Whether all that it costs was counted.
    pub fn is_complete(&self) -> bool {
        self.gaps.is_empty()
            && self.unpriced.is_empty()
            && self.resources.iter().all(ResourceCost::is_complete)
    }

    /// Dollars a month.
    pub fn amount(&self) -> Range {
        self.resources.iter().map(ResourceCost::amount).sum()
    }

    /// The prices that were taken, each once.
    pub fn prices(&self) -> Vec<&'static Price> {
        let mut all: Vec<&'static Price> = Vec::new();
        let lines = self.resources.iter().flat_map(|own| &own.lines);
        for line in lines {
            if !all.iter().any(|known| std::ptr::eq(*known, line.price)) {
                all.push(line.price);
            }
        }
        all
    }
}

impl Estimate {
    /// Whether all that the stacks cost was counted.
    pub fn is_complete(&self) -> bool {
        self.stacks.iter().all(StackCost::is_complete)
    }

    /// Dollars a month.
    pub fn amount(&self) -> Range {
        self.stacks.iter().map(StackCost::amount).sum()
    }
}
