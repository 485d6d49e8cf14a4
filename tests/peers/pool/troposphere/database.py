"""A MySQL instance with a password that Secrets Manager makes and keeps, and alarms."""
from troposphere import Equals, GetAtt, If, NoValue, Not, Output, Parameter, Ref, Sub, Template, cloudwatch, ec2, rds, secretsmanager, sns

template = Template()
vpc = template.add_parameter(Parameter("Vpc", Type="AWS::EC2::VPC::Id"))
subnets = template.add_parameter(Parameter("Subnets", Type="List<AWS::EC2::Subnet::Id>"))
client = template.add_parameter(Parameter("Client", Type="AWS::EC2::SecurityGroup::Id"))
snapshot = template.add_parameter(Parameter("Snapshot", Type="String", Default=""))
template.add_condition("Restored", Not(Equals(Ref(snapshot), "")))
group = template.add_resource(ec2.SecurityGroup("Group", GroupDescription="database", VpcId=Ref(vpc)))
template.add_resource(ec2.SecurityGroupIngress("FromClient", GroupId=GetAtt(group, "GroupId"), IpProtocol="tcp", FromPort=3306, ToPort=3306, SourceSecurityGroupId=Ref(client)))
secret = template.add_resource(secretsmanager.Secret("Secret", GenerateSecretString=secretsmanager.GenerateSecretString(SecretStringTemplate='{"username":"admin"}', GenerateStringKey="password", PasswordLength=30, ExcludeCharacters='"@/\\')))
names = template.add_resource(rds.DBSubnetGroup("Names", DBSubnetGroupDescription="private", SubnetIds=Ref(subnets)))
parameters = template.add_resource(rds.DBParameterGroup("Parameters", Family="mysql8.0", Description="of the shop", Parameters={"slow_query_log": "1"}))
database = template.add_resource(rds.DBInstance(
    "Database", Engine="mysql", EngineVersion="8.0", DBInstanceClass="db.t4g.medium", AllocatedStorage="50", StorageType="gp3", StorageEncrypted=True, MultiAZ=True,
    DBSnapshotIdentifier=If("Restored", Ref(snapshot), NoValue), DBName=If("Restored", NoValue, "shop"), MasterUsername=If("Restored", NoValue, Sub("{{resolve:secretsmanager:${Secret}:SecretString:username}}")),
    MasterUserPassword=Sub("{{resolve:secretsmanager:${Secret}:SecretString:password}}"), DBSubnetGroupName=Ref(names), DBParameterGroupName=Ref(parameters), VPCSecurityGroups=[GetAtt(group, "GroupId")],
    BackupRetentionPeriod=7, CopyTagsToSnapshot=True, DeletionProtection=True, DeletionPolicy="Snapshot", UpdateReplacePolicy="Snapshot"))
template.add_resource(secretsmanager.SecretTargetAttachment("Attachment", SecretId=Ref(secret), TargetId=Ref(database), TargetType="AWS::RDS::DBInstance"))
topic = template.add_resource(sns.Topic("Topic"))
template.add_resource(cloudwatch.Alarm("Space", Namespace="AWS/RDS", MetricName="FreeStorageSpace", Dimensions=[cloudwatch.MetricDimension(Name="DBInstanceIdentifier", Value=Ref(database))], Statistic="Minimum", Period=300, EvaluationPeriods=3, Threshold=5e9, ComparisonOperator="LessThanThreshold", AlarmActions=[Ref(topic)]))
template.add_output(Output("Endpoint", Value=GetAtt(database, "Endpoint.Address")))
