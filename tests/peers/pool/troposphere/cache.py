"""A Redis replication group and a serverless cache."""
from troposphere import GetAtt, Output, Parameter, Ref, Template, ec2, elasticache

template = Template()
vpc = template.add_parameter(Parameter("Vpc", Type="AWS::EC2::VPC::Id"))
subnets = template.add_parameter(Parameter("Subnets", Type="List<AWS::EC2::Subnet::Id>"))
group = template.add_resource(ec2.SecurityGroup("Group", GroupDescription="cache", VpcId=Ref(vpc)))
names = template.add_resource(elasticache.SubnetGroup("Names", Description="private", SubnetIds=Ref(subnets)))
cache = template.add_resource(elasticache.ReplicationGroup("Redis", ReplicationGroupDescription="sessions", Engine="redis", EngineVersion="7.1", CacheNodeType="cache.t4g.micro", NumCacheClusters=2, AutomaticFailoverEnabled=True, TransitEncryptionEnabled=True, AtRestEncryptionEnabled=True, CacheSubnetGroupName=Ref(names), SecurityGroupIds=[Ref(group)]))
template.add_resource(elasticache.ServerlessCache("Serverless", ServerlessCacheName="pool", Engine="valkey", MajorEngineVersion="8", SubnetIds=Ref(subnets), SecurityGroupIds=[Ref(group)]))
template.add_output(Output("Address", Value=GetAtt(cache, "PrimaryEndPoint.Address")))
