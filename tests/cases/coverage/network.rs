use super::row::{Area, groups};

/// What tasks run in.
pub(super) const AREA: Area = Area {
    title: "Network",
    groups: groups! {
        "VPC", "`VpcProps`." {
            "ipAddresses", "CidrBlock, Ipv4IpamPoolId" => better "Vpc::new, Vpc::from_ipam", "an expression, too; a block that is none is told with its line", proof = crate::aws::network::vpc::addresses_from_ipam;
            "ipProtocol", "AWS::EC2::VPCCidrBlock" => yes "ipv6", proof = crate::aws::network::vpc::ipv6_beside_ipv4;
            "ipv6Addresses", "AWS::EC2::VPCCidrBlock" => yes "ipv6, ipv6_from_ipam", proof = crate::aws::network::vpc::addresses_from_ipam;
            "enableDnsHostnames", "EnableDnsHostnames" => yes "always, as endpoints and names need it", proof = crate::aws::network::vpc::two_zones_and_one_nat_gateway_unless_said_otherwise;
            "enableDnsSupport", "EnableDnsSupport" => yes "always, as endpoints and names need it", proof = crate::aws::network::vpc::two_zones_and_one_nat_gateway_unless_said_otherwise;
            "defaultInstanceTenancy", "InstanceTenancy" => yes "dedicated", proof = crate::aws::network::vpc::hardware_of_its_own;
            "maxAzs", "AWS::EC2::Subnet" => better "zones", "the number that is said, in whatever account", proof = crate::aws::network::vpc::the_number_of_zones_is_that_of_the_program;
            "reservedAzs", "AWS::EC2::Subnet" => better "always room for eight zones", "nothing to reserve: a zone more moves nothing", proof = crate::aws::network::growth::a_zone_or_a_kind_more_moves_nothing;
            "availabilityZones", "AWS::EC2::Subnet.AvailabilityZone" => better "in_zones", "in any order, and held against the region of the stack", proof = crate::aws::network::vpc::zones_by_name_in_any_order;
            "natGateways", "AWS::EC2::NatGateway" => better "nat", "one unless said, not one in each zone", proof = crate::aws::network::vpc::nat_costs_are_said;
            "natGatewaySubnets", "AWS::EC2::NatGateway.SubnetId" => no "they stand in the public subnets, of which there is one in a zone";
            "natGatewayProvider", "AWS::EC2::NatGateway" => yes "nat", proof = crate::aws::network::vpc::a_regional_nat_gateway_needs_no_plan_by_zone;
            "subnetConfiguration", "AWS::EC2::Subnet" => better "isolated, without_public, without_private, called, blocks", "fixed places by kind and zone: no kind moves another (#6683, #28369, #2087)", proof = crate::aws::network::vpc::isolated_subnets_have_no_way_out;
            "gatewayEndpoints", "AWS::EC2::VPCEndpoint" => better "S3Endpoint, GatewayEndpoint", "the one for S3 is there unless `without_s3_endpoint`, because it is free", proof = crate::aws::network::endpoints::a_gateway_endpoint;
            "flowLogs", "AWS::EC2::FlowLog" => yes "flow_logs, FlowLog", proof = crate::aws::network::records::all_traffic_to_a_log_group;
            "vpcName", "Tags" => yes "name", proof = crate::aws::network::vpc::names_in_the_console;
            "restrictDefaultSecurityGroup", "" => no "a custom resource in AWS CDK; no construct uses that group, and `OPS117` tells who does";
            "createInternetGateway", "AWS::EC2::InternetGateway" => yes "without_public", proof = crate::aws::network::vpc::without_public_subnets;
            "vpnGateway, vpnGatewayAsn, vpnConnections, vpnRoutePropagation", "AWS::EC2::VPNGateway" => no "nothing of what runs on ECS is configured by them: their routes go to `VpcHandle::route_tables`, as typed resources";
            "fromVpcAttributes", "" => yes "Vpc::imported", proof = crate::aws::network::selection::an_imported_vpc_with_several_subnets_in_a_zone;
            "regional NAT gateway", "AWS::EC2::NatGateway.AvailabilityMode" => yes "Nat::Regional", proof = crate::aws::network::vpc::a_regional_nat_gateway_needs_no_plan_by_zone;
        }
        "subnets", "`SubnetConfiguration` and `SubnetSelection`." {
            "cidrMask", "CidrBlock" => yes "blocks", proof = crate::aws::network::vpc::blocks_that_others_gave_out;
            "subnetType", "" => yes "SubnetKind", proof = crate::aws::network::vpc::isolated_subnets_have_no_way_out;
            "name", "Tags" => no "the kinds are the groups; `Vpc::name` names what the console shows";
            "reserved", "" => better "always", "every kind has its place from the start", proof = crate::aws::network::growth::a_zone_or_a_kind_more_moves_nothing;
            "mapPublicIpOnLaunch", "MapPublicIpOnLaunch" => no "off: services and instances say themselves that they want an address";
            "ipv6AssignAddressOnCreation", "AssignIpv6AddressOnCreation" => yes "ipv6", proof = crate::aws::network::vpc::ipv6_beside_ipv4;
            "selection: subnetType", "" => yes "VpcHandle::subnets", proof = crate::aws::service::public_subnets_give_tasks_an_address;
            "selection: availabilityZones", "" => yes "SubnetSelection::in_zones, first_zones", proof = crate::aws::network::selection::subnets_are_chosen_by_kind_and_zone;
            "selection: subnetGroupName", "" => no "the kinds are the groups";
            "selection: onePerAz", "" => yes "SubnetSelection::one_per_zone", proof = crate::aws::network::selection::an_imported_vpc_with_several_subnets_in_a_zone;
            "selection: subnetFilters", "" => no "by kind, by zone, or by id";
            "selection: subnets", "" => yes "subnets", proof = crate::aws::service::every_option;
        }
        "endpoints", "`InterfaceVpcEndpointOptions` and `GatewayVpcEndpointOptions`." {
            "service", "ServiceName" => yes "InterfaceService, GatewayService", proof = crate::aws::network::endpoints::services_of_others;
            "names in China", "ServiceName" => better "InterfaceService", "by the region that the stack names, whenever it says so", proof = crate::aws::network::endpoints::names_of_endpoints_in_china;
            "privateDnsEnabled", "PrivateDnsEnabled" => yes "without_private_dns", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "subnets", "SubnetIds" => yes "subnets", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "securityGroups", "SecurityGroupIds" => yes "security_group", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "open", "" => better "open_to_vpc", "nobody is let in unless connected or said, and an unknown block is told (#4762)", proof = crate::aws::network::endpoints::open_to_the_vpc_by_its_block;
            "lookupSupportedAzs", "" => no "a lookup in AWS CDK; subnets are chosen by zone";
            "ipAddressType", "IpAddressType" => yes "addresses", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "dnsRecordIpType", "DnsOptions.DnsRecordIpType" => yes "addresses", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "privateDnsOnlyForInboundResolverEndpoint", "DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint" => yes "private_dns_only_for_inbound_resolver", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "serviceRegion", "ServiceRegion" => yes "service_region", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "addToPolicy", "PolicyDocument" => yes "policy", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "what tasks need", "AWS::EC2::VPCEndpoint" => better "endpoints_for_tasks", "AWS CDK has nothing that derives it", proof = crate::aws::network::endpoints::a_private_pull_has_all_that_it_needs;
        }
        "security group", "`SecurityGroupProps`, `Peer`, `Port`, `Connections`." {
            "securityGroupName", "GroupName" => yes "name", proof = crate::aws::network::groups::named_and_described;
            "description", "GroupDescription" => better "describe", "by its path unless said, and it stays when the construct is moved", proof = crate::aws::network::groups::named_and_described;
            "vpc", "VpcId" => yes "SecurityGroup::new", proof = crate::aws::connections::a_group_lets_everything_out_and_nothing_in;
            "allowAllOutbound", "SecurityGroupEgress" => yes "without_outbound", proof = crate::aws::connections::two_groups_of_one_stack;
            "allowAllIpv6Outbound", "SecurityGroupEgress" => yes "always, where the VPC has IPv6", proof = crate::aws::network::groups::ipv6_is_no_other_matter;
            "disableInlineRules", "" => no "a custom resource in AWS CDK; the template has one form of rules for what is connected";
            "addIngressRule, addEgressRule", "SecurityGroupIngress" => yes "allow_from, allow_to", proof = crate::aws::connections::rules_for_addresses;
            "connections.allowTo, allowFrom", "AWS::EC2::SecurityGroupIngress" => better "connect", "no cycle between stacks, and no order of declaration counts", proof = crate::aws::connections::who_asks_first_decides_nothing;
            "connections.allowInternally", "AWS::EC2::SecurityGroupIngress" => yes "allow_within", proof = crate::aws::network::groups::members_of_a_group_reach_each_other;
            "addresses of a VPC (`Peer.ipv4(vpc.vpcCidrBlock)`)", "CidrIp" => better "Peer::vpc", "of an imported VPC its block has to be said", proof = crate::aws::network::groups::all_of_a_vpc;
            "Peer.prefixList", "SourcePrefixListId" => yes "Peer::prefix_list", proof = crate::aws::network::groups::a_list_of_prefixes;
            "Peer.securityGroupId", "SourceSecurityGroupId" => no "two groups are connected, both of them: `connect`";
            "Port.icmpType, icmpPing, allIcmp", "IpProtocol" => yes "Port::icmp_ping, icmp, all_icmp, icmpv6", proof = crate::aws::network::groups::what_has_no_ports;
            "Port.esp, ah, allTcp, allUdp, allTraffic", "IpProtocol" => yes "Port::esp, ah, all_tcp, all_udp, all", proof = crate::aws::network::groups::what_has_no_ports;
            "descriptions of rules", "Description" => better "Peer::describe", "every rule has one, said or not", proof = crate::aws::network::groups::every_rule_says_what_it_is_for;
            "fromSecurityGroupId", "" => better "SecurityGroup::imported", "never changed unless `open_to_change` says so (#25490)", proof = crate::aws::network::groups::the_egress_of_an_imported_group_is_left_alone;
        }
        "flow log", "`FlowLogOptions`." {
            "trafficType", "TrafficType" => yes "traffic", proof = crate::aws::network::records::to_a_bucket_in_columns;
            "destination", "LogDestination" => yes "to", proof = crate::aws::network::records::of_a_subnet_to_a_group_of_ones_own;
            "logFormat", "LogFormat" => yes "format", proof = crate::aws::network::records::to_a_bucket_in_columns;
            "maxAggregationInterval", "MaxAggregationInterval" => yes "every_minute", proof = crate::aws::network::records::to_a_bucket_in_columns;
            "destinationOptions", "DestinationOptions" => yes "parquet, hive_partitions, hourly_partitions", proof = crate::aws::network::records::to_a_bucket_in_columns;
        }
        "aws-ec2, network", "Its constructs that make a network." {
            "Vpc", "AWS::EC2::VPC" => yes "Vpc", proof = crate::aws::network::vpc::two_zones_and_one_nat_gateway_unless_said_otherwise;
            "Subnet, PublicSubnet, PrivateSubnet", "AWS::EC2::Subnet" => no "a VPC makes them, in fixed places; others are typed resources, and `Vpc::of_parts` takes them";
            "SecurityGroup", "AWS::EC2::SecurityGroup" => yes "SecurityGroup", proof = crate::aws::connections::a_group_lets_everything_out_and_nothing_in;
            "GatewayVpcEndpoint", "AWS::EC2::VPCEndpoint" => yes "GatewayEndpoint", proof = crate::aws::network::endpoints::a_gateway_endpoint;
            "InterfaceVpcEndpoint", "AWS::EC2::VPCEndpoint" => yes "InterfaceEndpoint", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "VpcEndpointService", "AWS::EC2::VPCEndpointService" => yes "VpcEndpointService", proof = crate::aws::network::others::a_service_for_other_vpcs;
            "FlowLog", "AWS::EC2::FlowLog" => yes "FlowLog", proof = crate::aws::network::records::all_traffic_to_a_log_group;
            "PrefixList", "AWS::EC2::PrefixList" => better "PrefixList", "by region, too, for lists of AWS", proof = crate::aws::network::groups::a_list_of_prefixes;
            "NetworkAcl, NetworkAclEntry, SubnetNetworkAclAssociation", "AWS::EC2::NetworkAcl" => better "NetworkAcl, AclRule", "a zone more adds an association and moves none", proof = crate::aws::network::others::rules_around_subnets;
            "KeyPair", "AWS::EC2::KeyPair" => yes "KeyPair", proof = crate::aws::network::others::keys;
            "PlacementGroup", "AWS::EC2::PlacementGroup" => yes "PlacementGroup", proof = crate::aws::network::others::where_instances_stand_to_each_other;
            "Volume", "AWS::EC2::Volume" => no "volumes belong to tasks, as EBS that the service manages";
            "BastionHostLinux", "AWS::EC2::Instance" => no "a machine to look after and to break into: ECS Exec opens a shell in a task, through an endpoint where there is no NAT";
            "VpnGateway, VpnConnection, CustomerGateway, ClientVpnEndpoint, ClientVpnRoute, ClientVpnAuthorizationRule", "AWS::EC2::VPNGateway" => no "nothing of what runs on ECS is configured by them: their routes go to `VpcHandle::route_tables`, as typed resources";
        }
    },
};
