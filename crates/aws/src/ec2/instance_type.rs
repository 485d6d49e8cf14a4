use std::borrow::Cow;

use stackwright_core::{Expr, IntoValue, ParameterHandle, Str, Value};

use crate::ecs::CpuArchitecture;

/// A type of instances, by its name: `m7g.large`. A name tells its processor, by which
/// [images](super::MachineImage) are chosen; of a parameter it is not known.
///
/// <https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html>
///
/// ```
/// use stackwright_aws::ec2::InstanceType;
/// use stackwright_aws::ecs::CpuArchitecture;
///
/// let small = InstanceType::from("t4g.small");
/// assert_eq!(small.architecture(), Some(CpuArchitecture::Arm64));
/// ```
#[derive(Clone, Debug)]
pub struct InstanceType(Value<Str>);

/// What an instance has to compute with, beside its processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Accelerator {
    Gpu,
    Neuron,
}

impl From<&str> for InstanceType {
    fn from(name: &str) -> Self {
        InstanceType::from(name.to_owned())
    }
}

impl From<&String> for InstanceType {
    fn from(name: &String) -> Self {
        InstanceType::from(name.clone())
    }
}

impl From<String> for InstanceType {
    fn from(name: String) -> Self {
        InstanceType(Value::from_expr(Expr::Str(Cow::Owned(name))))
    }
}

impl From<Value<Str>> for InstanceType {
    fn from(name: Value<Str>) -> Self {
        InstanceType(name)
    }
}

impl From<ParameterHandle<Str>> for InstanceType {
    fn from(name: ParameterHandle<Str>) -> Self {
        InstanceType(name.into_value())
    }
}

impl InstanceType {
    /// The processor: ARM for Graviton, as `m7g` and `c6gd`, x86 for others; nothing where the
    /// name is not known.
    pub fn architecture(&self) -> Option<CpuArchitecture> {
        let family = self.family()?;
        Some(
            match family.attributes.starts_with('g') || family.whole == "a1" {
                true => CpuArchitecture::Arm64,
                false => CpuArchitecture::X86_64,
            },
        )
    }

    pub(crate) fn accelerator(&self) -> Option<Accelerator> {
        match self.family()?.series {
            "inf" | "trn" => Some(Accelerator::Neuron),
            "g" | "gr" | "p" => Some(Accelerator::Gpu),
            _ => None,
        }
    }

    pub(crate) fn into_value(self) -> Value<Str> {
        self.0
    }

    fn family(&self) -> Option<Family<'_>> {
        let (whole, _) = self.0.expr().as_str()?.split_once('.')?;
        let generation = whole.find(|c: char| c.is_ascii_digit())?;
        let (series, rest) = whole.split_at_checked(generation)?;
        Some(Family {
            whole,
            series,
            attributes: rest.trim_start_matches(|c: char| c.is_ascii_digit()),
        })
    }
}

/// `c7gn`: the series `c`, and the attributes `gn` behind the generation.
struct Family<'a> {
    whole: &'a str,
    series: &'a str,
    attributes: &'a str,
}
