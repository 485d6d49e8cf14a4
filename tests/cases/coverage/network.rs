use super::row::{Area, groups};

/// What tasks run in.
pub(super) const AREA: Area = Area {
    title: "Network",
    groups: groups! {
        "VPC", "`VpcProps`." {
            "ipAddresses", "CidrBlock" => no "not yet";
            "ipProtocol", "AWS::EC2::VPCCidrBlock" => no "not yet";
            "ipv6Addresses", "AWS::EC2::VPCCidrBlock" => no "not yet";
            "enableDnsHostnames", "EnableDnsHostnames" => no "not yet";
            "enableDnsSupport", "EnableDnsSupport" => no "not yet";
            "defaultInstanceTenancy", "InstanceTenancy" => no "not yet";
            "maxAzs", "AWS::EC2::Subnet" => no "not yet";
            "reservedAzs", "AWS::EC2::Subnet" => no "not yet";
            "availabilityZones", "AWS::EC2::Subnet.AvailabilityZone" => no "not yet";
            "natGateways", "AWS::EC2::NatGateway" => no "not yet";
            "natGatewaySubnets", "AWS::EC2::NatGateway.SubnetId" => no "not yet";
            "natGatewayProvider", "AWS::EC2::NatGateway" => no "not yet";
            "subnetConfiguration", "AWS::EC2::Subnet" => no "not yet";
            "gatewayEndpoints", "AWS::EC2::VPCEndpoint" => no "not yet";
            "flowLogs", "AWS::EC2::FlowLog" => no "not yet";
            "vpcName", "Tags" => no "not yet";
            "restrictDefaultSecurityGroup", "" => no "not yet";
            "createInternetGateway", "AWS::EC2::InternetGateway" => no "not yet";
            "vpnGateway, vpnGatewayAsn, vpnConnections, vpnRoutePropagation", "AWS::EC2::VPNGateway" => no "no construct; the typed resources are there";
            "fromVpcAttributes", "" => no "not yet: neither isolated subnets nor zones";
            "regional NAT gateway", "AWS::EC2::NatGateway.AvailabilityMode" => no "not yet";
        }
        "subnets", "`SubnetConfiguration` and `SubnetSelection`." {
            "cidrMask", "CidrBlock" => no "not yet";
            "subnetType", "" => no "not yet: public and private ones of an imported VPC";
            "name", "Tags" => no "not yet";
            "reserved", "" => no "not yet";
            "mapPublicIpOnLaunch", "MapPublicIpOnLaunch" => no "not yet";
            "ipv6AssignAddressOnCreation", "AssignIpv6AddressOnCreation" => no "not yet";
            "selection: subnetType", "" => yes "VpcHandle::subnets", proof = crate::aws::service::public_subnets_give_tasks_an_address;
            "selection: availabilityZones", "" => no "not yet";
            "selection: subnetGroupName", "" => no "not yet";
            "selection: onePerAz", "" => no "not yet";
            "selection: subnetFilters", "" => no "not yet";
            "selection: subnets", "" => yes "subnets", proof = crate::aws::service::every_option;
        }
        "endpoints", "`InterfaceVpcEndpointOptions` and `GatewayVpcEndpointOptions`." {
            "service", "ServiceName" => no "not yet";
            "privateDnsEnabled", "PrivateDnsEnabled" => no "not yet";
            "subnets", "SubnetIds" => no "not yet";
            "securityGroups", "SecurityGroupIds" => no "not yet";
            "open", "" => no "not yet";
            "lookupSupportedAzs", "" => no "not yet";
            "ipAddressType", "IpAddressType" => no "not yet";
            "dnsRecordIpType", "DnsOptions.DnsRecordIpType" => no "not yet";
            "privateDnsOnlyForInboundResolverEndpoint", "DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint" => no "not yet";
            "serviceRegion", "ServiceRegion" => no "not yet";
        }
        "security group", "`SecurityGroupProps`, `Peer`, `Port`, `Connections`." {
            "securityGroupName", "GroupName" => no "not yet: without a test";
            "description", "GroupDescription" => no "not yet: without a test";
            "vpc", "VpcId" => yes "SecurityGroup::new", proof = crate::aws::connections::a_group_lets_everything_out_and_nothing_in;
            "allowAllOutbound", "SecurityGroupEgress" => yes "without_outbound", proof = crate::aws::connections::two_groups_of_one_stack;
            "allowAllIpv6Outbound", "SecurityGroupEgress" => no "not yet";
            "disableInlineRules", "" => no "a custom resource in AWS CDK; the template has one form of rules for what is connected";
            "addIngressRule, addEgressRule", "SecurityGroupIngress" => yes "allow_from, allow_to", proof = crate::aws::connections::rules_for_addresses;
            "connections.allowTo, allowFrom", "AWS::EC2::SecurityGroupIngress" => better "connect", "no cycle between stacks, and no order of declaration counts", proof = crate::aws::connections::who_asks_first_decides_nothing;
            "connections.allowInternally", "AWS::EC2::SecurityGroupIngress" => yes "connect, with itself", proof = crate::aws::connections::a_group_and_itself;
            "Peer.prefixList", "SourcePrefixListId" => no "not yet: without a handle";
            "Port.icmpType, icmpPing, allIcmp", "IpProtocol" => no "not yet";
            "descriptions of rules", "Description" => no "not yet: of connections only";
            "fromSecurityGroupId", "" => better "SecurityGroup::imported", "never changed unless `open_to_change` says so (#25490)", proof = crate::aws::connections::imported_groups_that_may_be_changed;
        }
        "flow log", "`FlowLogOptions`." {
            "trafficType", "TrafficType" => no "not yet";
            "destination", "LogDestination" => no "not yet";
            "logFormat", "LogFormat" => no "not yet";
            "maxAggregationInterval", "MaxAggregationInterval" => no "not yet";
        }
        "aws-ec2, network", "Its constructs that make a network." {
            "Vpc", "AWS::EC2::VPC" => no "not yet: imported ones only";
            "Subnet, PublicSubnet, PrivateSubnet", "AWS::EC2::Subnet" => no "not yet";
            "SecurityGroup", "AWS::EC2::SecurityGroup" => yes "SecurityGroup", proof = crate::aws::connections::a_group_lets_everything_out_and_nothing_in;
            "GatewayVpcEndpoint", "AWS::EC2::VPCEndpoint" => no "not yet";
            "InterfaceVpcEndpoint", "AWS::EC2::VPCEndpoint" => no "not yet";
            "VpcEndpointService", "AWS::EC2::VPCEndpointService" => no "not yet";
            "FlowLog", "AWS::EC2::FlowLog" => no "not yet";
            "PrefixList", "AWS::EC2::PrefixList" => no "not yet";
            "NetworkAcl, NetworkAclEntry, SubnetNetworkAclAssociation", "AWS::EC2::NetworkAcl" => no "not yet";
        }
    },
};
