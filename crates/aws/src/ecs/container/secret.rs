use stackwright_core::{IntoValue, Str, Value, sub};

use crate::iam::Grant;

/// Where a container gets a secret from, and the right to read it.
///
/// Made from a secret of Secrets Manager, one of its fields, or a parameter of Systems Manager; of
/// a version of one, if that is said.
#[derive(Clone, Debug)]
pub struct SecretSource {
    arn: Value<Str>,
    part: Part,
    pub(crate) read: Grant,
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
            read: read.into(),
        }
    }

    pub(crate) fn secret(arn: Value<Str>, field: Option<Value<Str>>, read: Grant) -> Self {
        let part = Part::Secret {
            field,
            stage: None,
            id: None,
        };
        SecretSource { arn, part, read }
    }

    pub(crate) fn parameter(arn: Value<Str>, version: Value<Str>, read: Grant) -> Self {
        let part = Part::Version(version);
        SecretSource { arn, part, read }
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
