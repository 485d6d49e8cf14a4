use stackwright_core::{App, Handle, IntoValue, NodeId, Str, Text, Value, sub};

use crate::iam::Grant;

/// Where a container gets a secret from, and the right to read it.
///
/// Made from a secret of Secrets Manager, one of its fields, or a parameter of Systems Manager; of
/// a version of one, if that is said.
#[derive(Clone, Debug)]
pub struct SecretSource {
    arn: Value<Str>,
    part: Part,
    /// The construct whose secret it is, where that is known.
    of: Option<NodeId>,
    pub(crate) read: Grant,
}

/// Kept on a construct that has a secret: the fields of its JSON.
#[derive(Clone)]
pub(crate) struct SecretFields {
    names: Vec<Text>,
    /// JSON with more of them.
    template: Text,
}

/// The fields that an attachment to a database adds.
///
/// <https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html>
const ATTACHED: [&str; 7] = [
    "engine",
    "host",
    "port",
    "dbname",
    "dbInstanceIdentifier",
    "dbClusterIdentifier",
    "masterarn",
];

impl SecretFields {
    /// These alone.
    pub fn of<const N: usize>(names: [&'static str; N]) -> Self {
        SecretFields {
            names: names.map(Text::Borrowed).into(),
            template: Text::Borrowed(""),
        }
    }

    /// What a template in JSON has, one more, and what may be added where the secret is attached.
    pub fn in_json(template: Text, field: Text) -> Self {
        let mut all = SecretFields::of(ATTACHED);
        all.names.push(field);
        all.template = template;
        all
    }

    /// What is kept on a construct.
    #[cfg(feature = "rds")]
    pub fn kept(scope: stackwright_core::Scope<'_>, construct: impl Handle) -> Option<Self> {
        let kept = scope.data::<SecretFields>(construct);
        kept.map(|kept| SecretFields::clone(&kept))
    }

    fn has(&self, name: &str) -> bool {
        let is_in_template = self.template.contains(&format!("\"{name}\""));
        is_in_template || self.names.iter().any(|own| own == name)
    }
}

/// What comes after the ARN.
#[derive(Clone, Debug)]
enum Part {
    /// Nothing: it is a whole ARN, with all that belongs to it.
    Whole,
    /// A field and a version of a secret.
    Secret {
        field: Option<Value<Str>>,
        stage: Option<Value<Str>>,
        id: Option<Value<Str>>,
    },
    /// A version of a parameter.
    Version(Value<Str>),
}

impl SecretSource {
    /// A source by its ARN, and what must be granted to read it.
    pub fn new(value_from: impl IntoValue<Str>, read: impl Into<Grant>) -> Self {
        SecretSource {
            arn: value_from.into_value(),
            part: Part::Whole,
            of: None,
            read: read.into(),
        }
    }

    pub(crate) fn secret(arn: Value<Str>, field: Option<Value<Str>>, read: Grant) -> Self {
        let part = Part::Secret {
            field,
            stage: None,
            id: None,
        };
        SecretSource {
            arn,
            part,
            of: None,
            read,
        }
    }

    /// The same, known to be the secret of a construct.
    pub(crate) fn of(mut self, construct: impl Handle) -> Self {
        self.of = Some(construct.node());
        self
    }

    /// The field that it is to have and has not.
    pub(crate) fn missing_field(&self, app: &App) -> Option<&str> {
        let Part::Secret { field, .. } = &self.part else {
            return None;
        };
        let name = field.as_ref()?.expr().as_str()?;
        let fields = app.data::<SecretFields>(self.of?)?;
        (!fields.has(name)).then_some(name)
    }

    pub(crate) fn parameter(arn: Value<Str>, version: Value<Str>, read: Grant) -> Self {
        let part = Part::Version(version);
        SecretSource {
            arn,
            part,
            of: None,
            read,
        }
    }

    /// The version of a secret that has this label, as `AWSPREVIOUS`; `AWSCURRENT`, if nothing is
    /// said. Nothing of a parameter, which has [versions](crate::ssm::SsmParameterHandle::version)
    /// by number.
    pub fn version_stage(mut self, label: impl IntoValue<Str>) -> Self {
        if let Part::Secret { stage, .. } = &mut self.part {
            *stage = Some(label.into_value());
        }
        self
    }

    /// The version of a secret that has this id.
    pub fn version_id(mut self, version: impl IntoValue<Str>) -> Self {
        if let Part::Secret { id, .. } = &mut self.part {
            *id = Some(version.into_value());
        }
        self
    }

    /// As a task definition names it.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html>
    pub(crate) fn value_from(self) -> Value<Str> {
        let arn = self.arn;
        match self.part {
            Part::Version(version) => sub!("{arn}:{version}"),
            Part::Secret { field, stage, id }
                if field.is_some() || stage.is_some() || id.is_some() =>
            {
                let or_nothing = |text: Option<Value<Str>>| text.unwrap_or_else(|| "".into_value());
                let (field, stage, id) = (or_nothing(field), or_nothing(stage), or_nothing(id));
                sub!("{arn}:{field}:{stage}:{id}")
            }
            Part::Whole | Part::Secret { .. } => arn,
        }
    }
}
