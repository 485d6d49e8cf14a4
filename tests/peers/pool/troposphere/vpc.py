"""A VPC with subnets in two zones, a NAT gateway that only the live stage has, and exports."""
from troposphere import Condition, Equals, Export, GetAtt, GetAZs, If, Join, Output, Parameter, Ref, Select, Sub, Tags, Template, ec2

template = Template(Description="A network for others")
template.set_version()
stage = template.add_parameter(Parameter("Stage", Type="String", Default="test", AllowedValues=["test", "live"]))
block = template.add_parameter(Parameter("Block", Type="String", Default="10.1.0.0/16", AllowedPattern=r"(\d{1,3}\.){3}\d{1,3}/\d{1,2}"))
template.add_condition("Live", Equals(Ref(stage), "live"))
vpc = template.add_resource(ec2.VPC("Vpc", CidrBlock=Ref(block), EnableDnsHostnames=True, EnableDnsSupport=True, Tags=Tags(Name=Sub("${AWS::StackName}"))))
gateway = template.add_resource(ec2.InternetGateway("Gateway"))
attachment = template.add_resource(ec2.VPCGatewayAttachment("Attachment", VpcId=Ref(vpc), InternetGatewayId=Ref(gateway)))
public_table = template.add_resource(ec2.RouteTable("PublicTable", VpcId=Ref(vpc)))
private_table = template.add_resource(ec2.RouteTable("PrivateTable", VpcId=Ref(vpc)))
template.add_resource(ec2.Route("PublicRoute", RouteTableId=Ref(public_table), DestinationCidrBlock="0.0.0.0/0", GatewayId=Ref(gateway), DependsOn=attachment))
subnets = {}
for number, (kind, table) in enumerate([("Public", public_table), ("Private", private_table)]):
    for zone in range(2):
        subnet = template.add_resource(ec2.Subnet(f"{kind}{zone}", VpcId=Ref(vpc), AvailabilityZone=Select(str(zone), GetAZs()), CidrBlock=f"10.1.{number * 10 + zone}.0/24", MapPublicIpOnLaunch=kind == "Public"))
        template.add_resource(ec2.SubnetRouteTableAssociation(f"{kind}{zone}Table", SubnetId=Ref(subnet), RouteTableId=Ref(table)))
        subnets.setdefault(kind, []).append(subnet)
address = template.add_resource(ec2.EIP("Address", Domain="vpc", Condition="Live", DependsOn=attachment))
nat = template.add_resource(ec2.NatGateway("Nat", AllocationId=GetAtt(address, "AllocationId"), SubnetId=Ref(subnets["Public"][0]), Condition="Live"))
template.add_resource(ec2.Route("PrivateRoute", RouteTableId=Ref(private_table), DestinationCidrBlock="0.0.0.0/0", NatGatewayId=Ref(nat), Condition="Live"))
template.add_output(Output("VpcId", Value=Ref(vpc), Export=Export(Sub("${AWS::StackName}-Vpc"))))
template.add_output(Output("PrivateSubnets", Value=Join(",", [Ref(s) for s in subnets["Private"]]), Export=Export(Sub("${AWS::StackName}-Private"))))
template.add_output(Output("Way", Value=If("Live", "nat", "none")))
