//! The types of parameters.

/// What a parameter holds, read from its `Type`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParameterType<'a> {
    /// Whether it is a list.
    pub list: bool,
    /// What it, or each of its items, is: `String`, `Number`, `AWS::EC2::Subnet::Id`.
    pub item: &'a str,
    /// Whether the value is read from the Systems Manager at deployment.
    pub stored: bool,
}

/// What an AWS-specific parameter can be, beside the type of resource that it belongs to.
const AWS_TYPES: &[(&str, &str)] = &[
    ("AWS::EC2::AvailabilityZone::Name", ""),
    ("AWS::EC2::Image::Id", ""),
    ("AWS::EC2::Instance::Id", "AWS::EC2::Instance"),
    ("AWS::EC2::KeyPair::KeyName", "AWS::EC2::KeyPair"),
    (
        "AWS::EC2::SecurityGroup::GroupName",
        "AWS::EC2::SecurityGroup",
    ),
    ("AWS::EC2::SecurityGroup::Id", "AWS::EC2::SecurityGroup"),
    ("AWS::EC2::Subnet::Id", "AWS::EC2::Subnet"),
    ("AWS::EC2::VPC::Id", "AWS::EC2::VPC"),
    ("AWS::EC2::Volume::Id", "AWS::EC2::Volume"),
    ("AWS::Route53::HostedZone::Id", "AWS::Route53::HostedZone"),
];

impl<'a> ParameterType<'a> {
    /// Takes the text behind `Type` apart; nothing where there is no such type.
    pub fn parse(text: &'a str) -> Option<Self> {
        let inner = |prefix| text.strip_prefix(prefix)?.strip_suffix('>');
        if let Some(stored) = inner("AWS::SSM::Parameter::Value<") {
            let of = Self::parse(stored).filter(|of| !of.stored && of.item != "Number")?;
            return Some(ParameterType { stored: true, ..of });
        }
        let list = inner("List<");
        let item = match (list, text) {
            (Some(item), _) => item,
            (None, "CommaDelimitedList") => "String",
            (None, item) => item,
        };
        let aws = AWS_TYPES.iter().any(|(name, _)| *name == item);
        let known = match list {
            // `List<String>` exists among the stored ones only, and is harmless elsewhere.
            Some(_) => aws || matches!(item, "Number" | "String"),
            None => aws || matches!(item, "Number" | "String" | "AWS::SSM::Parameter::Name"),
        };
        known.then_some(ParameterType {
            list: list.is_some() || text == "CommaDelimitedList",
            item,
            stored: false,
        })
    }

    /// The type of resource whose `Ref` such a parameter stands for, where it is AWS-specific.
    pub fn resource_type(self) -> Option<&'static str> {
        let (_, resource_type) = AWS_TYPES.iter().find(|(name, _)| *name == self.item)?;
        (!resource_type.is_empty()).then_some(*resource_type)
    }
}
