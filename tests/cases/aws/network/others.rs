use stackwright::aws::ec2::{
    AclRule, InterfaceEndpoint, KeyPair, NetworkAcl, PlacementGroup, VpcEndpointService,
};
use stackwright::prelude::*;
use stackwright_assert::{absent, like};

use super::{at, ids, made, only};

#[test]
pub(crate) fn rules_around_subnets() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").isolated().nat(Nat::None));
        let acl = NetworkAcl::new(vpc)
            .of(SubnetKind::Isolated)
            .subnet("Guest", "subnet-0aaaaaaa")
            .inbound(AclRule::allow(100, "10.0.0.0/16", Port::tcp(5432)))
            .inbound(AclRule::deny(90, "10.0.3.0/24", Port::all()))
            .outbound(AclRule::allow(100, "fd00::/8", Port::icmpv6(128, 0)).ipv6());
        stack.add("Data", acl);
    });
    let entry = |id: &str, properties| at(&template, id, "AWS::EC2::NetworkAclEntry", properties);
    entry(
        "DataIngress100",
        like!({
            "Egress": false,
            "RuleNumber": 100,
            "RuleAction": "allow",
            "Protocol": 6,
            "PortRange": { "From": 5432, "To": 5432 },
            "CidrBlock": "10.0.0.0/16",
        }),
    );
    entry(
        "DataIngress90",
        like!({ "RuleAction": "deny", "Protocol": (-1), "PortRange": absent(), "Icmp": absent() }),
    );
    entry(
        "DataEgress100",
        like!({
            "Egress": true,
            "Protocol": 58,
            "Icmp": { "Type": 128, "Code": 0 },
            "Ipv6CidrBlock": "fd00::/8",
            "CidrBlock": absent(),
        }),
    );
    assert_eq!(
        ids(&template, "AWS::EC2::SubnetNetworkAclAssociation"),
        ["DataGuest", "DataIsolatedSubnet1", "DataIsolatedSubnet2"]
    );
}

#[test]
pub(crate) fn keys() {
    let template = made(|stack| {
        let key = stack.add("Key", KeyPair::new());
        stack.add("Private", Output::new(key.private_key_parameter()));
        let known = KeyPair::new().name("ops").public_key("ssh-ed25519 AAAA");
        stack.add("Known", known);
        stack.add("Windows", KeyPair::new().rsa().ppk());
        let imported = stack.add("Imported", KeyPair::imported("old"));
        stack.add("Old", Output::new(imported.reference()));
    });
    let key = |id: &str, properties| at(&template, id, "AWS::EC2::KeyPair", properties);
    key(
        "Key",
        like!({ "KeyName": "Test/Key", "KeyType": "ed25519", "PublicKeyMaterial": absent() }),
    );
    key(
        "Known",
        like!({ "KeyName": "ops", "PublicKeyMaterial": "ssh-ed25519 AAAA", "KeyType": absent() }),
    );
    key("Windows", like!({ "KeyType": "rsa", "KeyFormat": "ppk" }));
    template.has_output(
        "Private",
        like!({ "Value": { "Fn::Sub": "/ec2/keypair/${Key.KeyPairId}" } }),
    );
    template.has_output("Old", like!({ "Value": "old" }));
}

#[test]
pub(crate) fn where_instances_stand_to_each_other() {
    let template = made(|stack| {
        stack.add("Close", PlacementGroup::cluster());
        stack.add("Apart", PlacementGroup::spread());
        stack.add("Hosts", PlacementGroup::spread_over_hosts());
        stack.add("Parts", PlacementGroup::partitions(3));
    });
    let group = |id: &str, properties| at(&template, id, "AWS::EC2::PlacementGroup", properties);
    group("Close", like!({ "Strategy": "cluster" }));
    group(
        "Apart",
        like!({ "Strategy": "spread", "SpreadLevel": absent() }),
    );
    group(
        "Hosts",
        like!({ "Strategy": "spread", "SpreadLevel": "host" }),
    );
    group(
        "Parts",
        like!({ "Strategy": "partition", "PartitionCount": 3 }),
    );
}

/// Offered by one stack, and reached from another VPC.
#[test]
pub(crate) fn a_service_for_other_vpcs() {
    let template = made(|stack| {
        let balancer = cfn::elasticloadbalancingv2::LoadBalancer::new()
            .r#type(cfn::elasticloadbalancingv2::load_balancer::Type::Network)
            .subnets(["subnet-0aaaaaaa", "subnet-0bbbbbbb"]);
        let balancer = stack.add("Balancer", balancer);
        let service = VpcEndpointService::new([balancer])
            .allow("arn:aws:iam::444455556666:root")
            .without_acceptance()
            .contributor_insights()
            .dual_stack()
            .private_dns_name("api.example.com")
            .regions(["eu-west-1"]);
        let service = stack.add("Service", service);
        let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").nat(Nat::None));
        stack.add("There", InterfaceEndpoint::new(vpc, service.service()));
    });
    only(
        &template,
        "AWS::EC2::VPCEndpointService",
        like!({
            "NetworkLoadBalancerArns": [{ "Ref": "Balancer" }],
            "AcceptanceRequired": false,
            "ContributorInsightsEnabled": true,
            "SupportedIpAddressTypes": ["ipv4", "ipv6"],
            "PrivateDnsName": "api.example.com",
            "SupportedRegions": ["eu-west-1"],
        }),
    );
    only(
        &template,
        "AWS::EC2::VPCEndpointServicePermissions",
        like!({ "AllowedPrincipals": ["arn:aws:iam::444455556666:root"] }),
    );
    let name = "com.amazonaws.vpce.${AWS::Region}.${Service.ServiceId}";
    at(
        &template,
        "There",
        "AWS::EC2::VPCEndpoint",
        like!({ "ServiceName": { "Fn::Sub": name } }),
    );
}
