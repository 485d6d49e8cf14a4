//! The identifiers that Amazon EC2 gives, which say by their beginning what they identify.

use stackwright_facts::{Property, Reference};
use stackwright_template::Node;

use super::references::is_telling;
use super::violation::What;
use super::walk::{At, Engine, shown};

/// What a reference to a resource, or to an attribute of it, begins with.
const BEGINNINGS: [(&str, Option<&str>, &str); 14] = [
    ("AWS::EC2::EIP", Some("AllocationId"), "eipalloc-"),
    ("AWS::EC2::Instance", None, "i-"),
    ("AWS::EC2::InternetGateway", None, "igw-"),
    ("AWS::EC2::LaunchTemplate", None, "lt-"),
    ("AWS::EC2::NatGateway", None, "nat-"),
    ("AWS::EC2::NetworkAcl", None, "acl-"),
    ("AWS::EC2::NetworkInterface", None, "eni-"),
    ("AWS::EC2::RouteTable", None, "rtb-"),
    ("AWS::EC2::SecurityGroup", None, "sg-"),
    ("AWS::EC2::Subnet", None, "subnet-"),
    ("AWS::EC2::VPC", None, "vpc-"),
    ("AWS::EC2::VPC", Some("DefaultNetworkAcl"), "acl-"),
    ("AWS::EC2::VPC", Some("DefaultSecurityGroup"), "sg-"),
    ("AWS::EC2::VPCPeeringConnection", None, "pcx-"),
];

impl Engine<'_, '_> {
    /// A written identifier of something else than what belongs here.
    pub(super) fn identifier(&mut self, property: &Property, node: &Node, at: At<'_>) {
        let Some(text) = node.as_str().filter(|text| !text.is_empty()) else {
            return;
        };
        self.role_arn(property, node, text, at);
        self.other_arn(property, node, text, at);
        let beginnings: Option<Vec<&str>> = property.wants.iter().map(beginning).collect();
        let beginnings = beginnings.unwrap_or_default();
        let Some(first) = beginnings.first() else {
            return;
        };
        let name = at.trail.property();
        if name.ends_with("Name") || !is_telling(name, &property.wants) {
            return;
        }
        let is_whole = |beginning: &&str| text.strip_prefix(beginning).is_some_and(may_be_number);
        let beginning = match beginnings.iter().find(|own| text.starts_with(**own)) {
            Some(own) if !is_whole(own) => {
                format!("{own}` with 8 or 17 hexadecimal digits behind it")
            }
            Some(_) => return,
            None => format!("{first}...`"),
        };
        let what = What::Identifier {
            value: shown(node),
            beginning: format!("`{beginning}"),
        };
        self.report(at.trail, node.span, what);
    }

    /// A written ARN of a certificate of another service than those that are taken, or of something in
    /// an account that cannot be.
    fn other_arn(&mut self, property: &Property, node: &Node, text: &str, at: At<'_>) {
        let fields: Vec<&str> = text.splitn(6, ':').collect();
        let ["arn", _, service, _, account, _] = fields.as_slice() else {
            return;
        };
        let services: Option<Vec<&str>> = property.wants.iter().map(certifies).collect();
        let services = services.unwrap_or_default();
        let is_number = !account.is_empty() && account.bytes().all(|b| b.is_ascii_digit());
        let beginning = match services.first() {
            Some(first) if !services.contains(service) => {
                format!("`arn:aws:{first}:...`")
            }
            _ if property.wants.is_empty() || !is_number || account.len() == 12 => return,
            // What is said of roles says it.
            _ if *service == "iam" => return,
            _ => format!("`arn:aws:{service}:...` of an account of 12 digits"),
        };
        let what = What::Identifier {
            value: shown(node),
            beginning,
        };
        self.report(at.trail, node.span, what);
    }

    /// A written ARN of a role that is none: no ARN at all, or one of no account.
    fn role_arn(&mut self, property: &Property, node: &Node, text: &str, at: At<'_>) {
        let only_arns = !property.wants.is_empty()
            && property.wants.iter().all(|want| {
                want.resource_type == "AWS::IAM::Role" && want.attribute.as_deref() == Some("Arn")
            });
        let name = at.trail.property();
        if !only_arns || !name.to_ascii_lowercase().ends_with("rolearn") || is_role_arn(text) {
            return;
        }
        let what = What::Identifier {
            value: shown(node),
            beginning: "`arn:aws:iam::` with an account of 12 digits and `:role/...` behind it"
                .to_owned(),
        };
        self.report(at.trail, node.span, what);
    }
}

/// The service whose certificates are wanted.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Certificate.html>
fn certifies(wanted: &Reference) -> Option<&'static str> {
    match (&*wanted.resource_type, wanted.attribute.as_deref()) {
        ("AWS::CertificateManager::Certificate", None) => Some("acm"),
        ("AWS::IAM::ServerCertificate", Some("Arn")) => Some("iam"),
        _ => None,
    }
}

/// What an identifier has behind its beginning: 8 hexadecimal digits, or 17 since 2018. What is no
/// number, or too short to be meant for one, stands for an identifier that somebody puts in.
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html>
fn may_be_number(digits: &str) -> bool {
    let is_meant = digits.len() > 3 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    !is_meant || matches!(digits.len(), 8 | 17)
}

fn is_role_arn(text: &str) -> bool {
    let fields: Vec<&str> = text.splitn(6, ':').collect();
    let [arn, _, service, _, account, name] = fields.as_slice() else {
        return false;
    };
    let is_account = account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit());
    // A template may be filled in by another tool, which leaves a word for the account.
    let is_placeholder = account.bytes().any(|b| !b.is_ascii_digit());
    *arn == "arn"
        && *service == "iam"
        && (is_account || is_placeholder)
        && name.starts_with("role/")
}

pub(super) fn beginning(wanted: &Reference) -> Option<&'static str> {
    let known = BEGINNINGS.iter().find(|(resource_type, attribute, _)| {
        *resource_type == wanted.resource_type && *attribute == wanted.attribute.as_deref()
    });
    known.map(|(.., beginning)| *beginning)
}
