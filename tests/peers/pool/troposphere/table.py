"""A table whose capacity is scaled, with an index, and a backup of it."""
from troposphere import GetAtt, Output, Ref, Sub, Template, backup, dynamodb, iam
from troposphere import applicationautoscaling as scaling

template = Template()
table = template.add_resource(dynamodb.Table(
    "Table", AttributeDefinitions=[dynamodb.AttributeDefinition(AttributeName=n, AttributeType="S") for n in ["id", "owner"]], KeySchema=[dynamodb.KeySchema(AttributeName="id", KeyType="HASH")],
    ProvisionedThroughput=dynamodb.ProvisionedThroughput(ReadCapacityUnits=5, WriteCapacityUnits=5), PointInTimeRecoverySpecification=dynamodb.PointInTimeRecoverySpecification(PointInTimeRecoveryEnabled=True), DeletionPolicy="Retain", UpdateReplacePolicy="Retain",
    GlobalSecondaryIndexes=[dynamodb.GlobalSecondaryIndex(IndexName="byOwner", KeySchema=[dynamodb.KeySchema(AttributeName="owner", KeyType="HASH")], Projection=dynamodb.Projection(ProjectionType="ALL"), ProvisionedThroughput=dynamodb.ProvisionedThroughput(ReadCapacityUnits=5, WriteCapacityUnits=5))]))
for what in ["Read", "Write"]:
    target = template.add_resource(scaling.ScalableTarget(f"{what}Target", MinCapacity=5, MaxCapacity=100, ResourceId=Sub("table/${Table}"), ScalableDimension=f"dynamodb:table:{what}CapacityUnits", ServiceNamespace="dynamodb"))
    template.add_resource(scaling.ScalingPolicy(f"{what}Policy", PolicyName=f"{what}Utilization", PolicyType="TargetTrackingScaling", ScalingTargetId=Ref(target), TargetTrackingScalingPolicyConfiguration=scaling.TargetTrackingScalingPolicyConfiguration(TargetValue=70.0, PredefinedMetricSpecification=scaling.PredefinedMetricSpecification(PredefinedMetricType=f"DynamoDB{what}CapacityUtilization"))))
role = template.add_resource(iam.Role("BackupRole", AssumeRolePolicyDocument={"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": "backup.amazonaws.com"}, "Action": "sts:AssumeRole"}}, ManagedPolicyArns=["arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"]))
vault = template.add_resource(backup.BackupVault("Vault", BackupVaultName=Sub("${AWS::StackName}-vault"), DeletionPolicy="Retain", UpdateReplacePolicy="Retain"))
plan = template.add_resource(backup.BackupPlan("Plan", BackupPlan=backup.BackupPlanResourceType(BackupPlanName="daily", BackupPlanRule=[backup.BackupRuleResourceType(RuleName="daily", TargetBackupVault=Ref(vault), ScheduleExpression="cron(0 5 * * ? *)", Lifecycle=backup.LifecycleResourceType(DeleteAfterDays=35))])))
template.add_resource(backup.BackupSelection("Selection", BackupPlanId=Ref(plan), BackupSelection=backup.BackupSelectionResourceType(SelectionName="tables", IamRoleArn=GetAtt(role, "Arn"), Resources=[GetAtt(table, "Arn")])))
template.add_output(Output("Stream", Value=GetAtt(table, "Arn")))
