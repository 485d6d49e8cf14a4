//! What is known of a type and of a property.

use serde::Serialize;
use stackwright_facts::rust;
use stackwright_facts::{Access, Definition, Named, Property, PropertyKind, ResourceType, Update};

use super::constructs::{Maker, makers};
use super::find::plain;
use super::referring::referring;
use super::words;

/// A resource type.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TypePage {
    /// Its name, as `AWS::ECS::Service`.
    pub name: String,
    /// The page of AWS.
    pub url: String,
    /// The struct of typed resources, as `cfn::ecs::Service`.
    pub rust: String,
    /// The feature of `stackwright-cfn` that brings it.
    pub feature: String,
    /// The constructs that make one.
    pub constructs: Vec<Maker>,
    /// What `Ref` gives, where that is known.
    pub reference: Option<String>,
    /// Whether data is lost with it.
    pub stateful: bool,
    /// Whether it can be tagged, and by which property.
    pub tags: Option<String>,
    /// What AWS says of the end of the service.
    pub ends: Option<String>,
    /// Its properties.
    pub properties: Vec<PropertyLine>,
    /// What `Fn::GetAtt` gives.
    pub attributes: Vec<AttributePage>,
    /// What its properties must satisfy together, in words.
    pub rules: Vec<String>,
    /// The properties of other types that take what it gives, as `AWS::ECS::TaskSet.Service`.
    pub referred_by: Vec<String>,
}

/// A property in the list of those beside it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PropertyLine {
    /// Its name.
    pub name: String,
    /// What it is, as `a list of LoadBalancer`.
    pub kind: String,
    /// Whether a template must give it.
    pub required: bool,
    /// What a change does to the resource: `in place`, `replaces`, `may replace`.
    pub update: &'static str,
}

/// What `Fn::GetAtt` gives.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AttributePage {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// The method of the handle that gives it.
    pub rust: Option<String>,
}

/// An attribute by itself.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AttributeOf {
    /// The type, as `AWS::SQS::Queue`.
    #[serde(rename = "type")]
    pub type_name: String,
    /// What it is.
    pub attribute: AttributePage,
    /// The page of AWS.
    pub url: String,
}

/// A property, or a property inside of one.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PropertyPage {
    /// The way to it, as `AWS::ECS::Service.LoadBalancers.ContainerPort`.
    pub name: String,
    /// The page of AWS.
    pub url: String,
    /// What it is.
    pub kind: String,
    /// Whether a template must give it.
    pub required: bool,
    /// What a change does to the resource.
    pub update: &'static str,
    /// Whether it can only be read, or never be read back.
    pub access: Option<&'static str>,
    /// Whether AWS advises against it.
    pub deprecated: bool,
    /// What the service takes when none is given.
    pub default: Option<String>,
    /// The words that it takes, where those are listed.
    pub values: Vec<String>,
    /// What else it must satisfy.
    pub limits: Vec<String>,
    /// What it refers to, as `AWS::EC2::Subnet.Ref`.
    pub takes: Vec<String>,
    /// The setter, as `cfn::ecs::Service::desired_count`.
    pub rust: Option<String>,
    /// The enum of its words, as `cfn::ecs::service::LaunchType`.
    pub rust_enum: Option<String>,
    /// The feature of `stackwright-cfn` that brings it.
    pub feature: String,
    /// What is inside of it.
    pub properties: Vec<PropertyLine>,
    /// What those must satisfy together.
    pub rules: Vec<String>,
}

/// The facts of a type, with its names.
#[derive(Clone, Copy)]
pub(super) struct Owner {
    pub type_name: &'static str,
    pub service: &'static str,
    pub facts: &'static ResourceType,
}

impl Owner {
    /// A type, where there is one of that name.
    pub fn of(name: &str) -> Option<Self> {
        let type_name = stackwright_facts::type_names().find(|own| *own == name)?;
        Some(Owner {
            type_name,
            service: stackwright_facts::service_of(type_name)?,
            facts: stackwright_facts::resource_type(type_name).ok()?,
        })
    }

    fn feature(&self) -> String {
        rust::feature(self.service, self.type_name).to_owned()
    }

    /// The module of its service, as `cfn::ecs`.
    fn module(&self) -> String {
        format!("cfn::{}", rust::module(self.service))
    }

    /// The page of the type, or of one of its definitions.
    fn url(&self, definition: Option<&str>) -> String {
        let own = self
            .type_name
            .strip_prefix("AWS::")
            .unwrap_or(self.type_name);
        let own = own.replace("::", "-").to_ascii_lowercase();
        let page = match definition {
            None => format!("aws-resource-{own}"),
            Some(name) => format!("aws-properties-{own}-{}", name.to_ascii_lowercase()),
        };
        format!(
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/{page}.html"
        )
    }

    /// The struct of the type, or of one of its definitions.
    fn structure(&self, definition: Option<&str>) -> String {
        let module = self.module();
        match definition {
            None => format!("{module}::{}", rust::structure(self.type_name)),
            Some(name) => {
                let parts = rust::parts(self.type_name);
                format!("{module}::{parts}::{}", rust::pascal(name))
            }
        }
    }

    /// The page of the type.
    pub fn page(&self) -> TypePage {
        let facts = self.facts;
        let reference = facts.reference.as_ref().map(|own| own.name().to_owned());
        let methods = rust::attributes(facts);
        let attributes = facts.attributes.iter().map(|(name, own)| AttributePage {
            name: name.to_owned(),
            kind: words::kind(&own.kind),
            rust: methods.get(name).cloned(),
        });
        let ends = facts.life_cycle.as_ref().map(|own| match &own.date {
            Some(date) => format!("{} since {date}", own.status),
            None => own.status.clone(),
        });
        TypePage {
            name: self.type_name.to_owned(),
            url: self.url(None),
            rust: self.structure(None),
            feature: self.feature(),
            constructs: makers(self.type_name).to_vec(),
            reference,
            stateful: facts.stateful,
            tags: facts.tags.as_ref().map(|own| own.property.clone()),
            ends,
            properties: lines(&facts.properties),
            attributes: attributes.collect(),
            rules: facts
                .limits
                .iter()
                .flat_map(|own| words::limits(own))
                .collect(),
            referred_by: referring(self.type_name),
        }
    }

    /// What `Fn::GetAtt` gives by a name.
    pub fn attribute(&self, name: &str) -> Option<AttributeOf> {
        let name = plain(name);
        let mut all = self.page().attributes.into_iter();
        Some(AttributeOf {
            type_name: self.type_name.to_owned(),
            attribute: all.find(|own| plain(&own.name) == name)?,
            url: self.url(None),
        })
    }

    /// The properties of the type, or of one of its definitions.
    pub fn properties(&self, definition: Option<&str>) -> Option<&'static Named<Property>> {
        match definition {
            None => Some(&self.facts.properties),
            Some(name) => Some(&self.definition(name)?.properties),
        }
    }

    /// The name of a definition, however it is spelled.
    pub fn definition_named(&self, name: &str) -> Option<&'static str> {
        let name = plain(name);
        let mut all = self.facts.definitions.keys();
        all.find(|own| plain(own) == name)
    }

    fn definition(&self, name: &str) -> Option<&'static Definition> {
        self.facts.definitions.get(name)
    }

    /// The page of a property: of the type, or of one of its definitions.
    pub fn property(
        &self,
        way: &str,
        definition: Option<&str>,
        name: &str,
    ) -> Option<PropertyPage> {
        let properties = self.properties(definition)?;
        let property = properties.get(name)?;
        let setters = rust::setters(properties);
        let setter = setters.iter().find(|setter| setter.name == name);
        let structure = self.structure(definition);
        let enums = rust::Enums::of(self.facts);
        let rust_enum = enums.get(definition.unwrap_or_default(), name);
        let inner = inner(&property.kind).and_then(|name| self.definition(name));
        let limits = property.limits.as_deref();
        let takes = property.wants.iter().chain(&property.wants_perhaps);
        Some(PropertyPage {
            name: format!("{}.{way}", self.type_name),
            url: self.url(definition),
            kind: words::kind(&property.kind),
            required: property.required,
            update: update(property),
            access: match property.access {
                Access::ReadWrite => None,
                Access::ReadOnly => Some("it is set by the service, and no template may give it"),
                Access::WriteOnly => {
                    Some("the service never gives it back: drift of it cannot be seen")
                }
            },
            deprecated: property.deprecated,
            default: property.default.as_ref().map(ToString::to_string),
            values: words::values(property),
            limits: limits.map(words::limits).unwrap_or_default(),
            takes: takes.map(ToString::to_string).collect(),
            rust: setter.map(|setter| format!("{structure}::{}", setter.method)),
            rust_enum: rust_enum.map(|name| {
                let parts = rust::parts(self.type_name);
                format!("{}::{parts}::{name}", self.module())
            }),
            feature: self.feature(),
            properties: inner.map(|own| lines(&own.properties)).unwrap_or_default(),
            rules: inner
                .and_then(|own| own.limits.as_deref())
                .map(words::limits)
                .unwrap_or_default(),
        })
    }
}

/// The definition that a kind is made of.
pub(super) fn inner(kind: &PropertyKind) -> Option<&str> {
    match kind {
        PropertyKind::Object(name) => Some(name),
        PropertyKind::List(item) | PropertyKind::Map(item) => inner(&item.kind),
        PropertyKind::Union(several) => several.iter().find_map(|own| inner(&own.kind)),
        _ => None,
    }
}

fn update(property: &Property) -> &'static str {
    match property.update {
        Update::InPlace => "in place",
        Update::Replacement => "replaces",
        Update::Conditional => "may replace, by its value",
        Update::Maybe => "may replace",
    }
}

fn lines(properties: &Named<Property>) -> Vec<PropertyLine> {
    let all = properties.iter().map(|(name, property)| PropertyLine {
        name: name.to_owned(),
        kind: words::kind(&property.kind),
        required: property.required,
        update: update(property),
    });
    let mut all: Vec<PropertyLine> = all.collect();
    all.sort_by(|one, other| (!one.required, &one.name).cmp(&(!other.required, &other.name)));
    all
}
