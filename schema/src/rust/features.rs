//! Which feature brings which resource type.
//!
//! A feature is a service, or a family of services where nobody would miss being able to tell
//! them apart: the registry allows 300 features, and there are more services than that. EC2 is a
//! sixth of all that running containers needs, most of it networks of other kinds; so it is two.

/// Beginnings of names that the services of a family share.
const FAMILIES: [&str; 37] = [
    "amplify",
    "apigateway",
    "appconfig",
    "arc",
    "bcm",
    "bedrock",
    "billing",
    "cleanrooms",
    "code",
    "connect",
    "devops",
    "docdb",
    "elasticloadbalancing",
    "emr",
    "gamelift",
    "greengrass",
    "inspector",
    "iot",
    "ivs",
    "kendra",
    "kinesis",
    "licensemanager",
    "lookout",
    "media",
    "mwaa",
    "neptune",
    "network",
    "notifications",
    "opensearch",
    "opsworks",
    "pcaconnector",
    "pinpoint",
    "redshift",
    "resiliencehub",
    "resource",
    "security",
    "workspaces",
];

/// The types of EC2 that the feature `ec2` brings; `ec2-more` brings the others.
const EC2: [&str; 37] = [
    "DHCPOptions",
    "EgressOnlyInternetGateway",
    "EIP",
    "EIPAssociation",
    "FlowLog",
    "Instance",
    "InstanceConnectEndpoint",
    "InternetGateway",
    "KeyPair",
    "LaunchTemplate",
    "NatGateway",
    "NetworkAcl",
    "NetworkAclEntry",
    "NetworkInterface",
    "NetworkInterfaceAttachment",
    "PlacementGroup",
    "PrefixList",
    "Route",
    "RouteTable",
    "SecurityGroup",
    "SecurityGroupEgress",
    "SecurityGroupIngress",
    "Subnet",
    "SubnetCidrBlock",
    "SubnetNetworkAclAssociation",
    "SubnetRouteTableAssociation",
    "Volume",
    "VolumeAttachment",
    "VPC",
    "VPCCidrBlock",
    "VPCDHCPOptionsAssociation",
    "VPCEndpoint",
    "VPCEndpointService",
    "VPCEndpointServicePermissions",
    "VPCGatewayAttachment",
    "VPCPeeringConnection",
    "SecurityGroupVpcAssociation",
];

/// The feature that brings a type of a service: `iot` for `AWS::IoTSiteWise::Asset`.
#[must_use]
pub fn feature<'a>(service: &'a str, type_name: &str) -> &'a str {
    if service == "ec2" {
        let short = type_name.rsplit("::").next().unwrap_or(type_name);
        return if EC2.contains(&short) {
            "ec2"
        } else {
            "ec2-more"
        };
    }
    let family = FAMILIES
        .into_iter()
        .find(|family| service.starts_with(family));
    family.unwrap_or(service)
}
