"""Jobs of AWS Batch, a state machine of JSON text, a crawler."""
import json

from troposphere import GetAtt, Parameter, Ref, Sub, Template, batch, glue, iam, s3, stepfunctions

template = Template()
subnets = template.add_parameter(Parameter("Subnets", Type="List<AWS::EC2::Subnet::Id>"))
groups = template.add_parameter(Parameter("Groups", Type="List<AWS::EC2::SecurityGroup::Id>"))
trust = lambda service: {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}]}
environment = template.add_resource(batch.ComputeEnvironment("Environment", Type="MANAGED", State="ENABLED", ComputeResources=batch.ComputeResources(Type="FARGATE_SPOT", MaxvCpus=16, Subnets=Ref(subnets), SecurityGroupIds=Ref(groups))))
queue = template.add_resource(batch.JobQueue("Queue", Priority=1, ComputeEnvironmentOrder=[batch.ComputeEnvironmentOrder(Order=1, ComputeEnvironment=Ref(environment))]))
execution = template.add_resource(iam.Role("Execution", AssumeRolePolicyDocument=trust("ecs-tasks.amazonaws.com"), ManagedPolicyArns=["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"]))
job = template.add_resource(batch.JobDefinition("Job", Type="container", PlatformCapabilities=["FARGATE"], RetryStrategy=batch.RetryStrategy(Attempts=2), ContainerProperties=batch.ContainerProperties(Image="public.ecr.aws/docker/library/python:3.13", Command=["python", "-V"], ExecutionRoleArn=GetAtt(execution, "Arn"), ResourceRequirements=[batch.ResourceRequirement(Type="VCPU", Value="1"), batch.ResourceRequirement(Type="MEMORY", Value="2048")])))
role = template.add_resource(iam.Role("MachineRole", AssumeRolePolicyDocument=trust("states.amazonaws.com"), Policies=[iam.Policy(PolicyName="run", PolicyDocument={"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["batch:SubmitJob", "batch:DescribeJobs", "batch:TerminateJob", "events:PutTargets", "events:PutRule", "events:DescribeRule"], "Resource": "*"}]})]))
machine = {"StartAt": "Run", "States": {"Run": {"Type": "Task", "Resource": "arn:aws:states:::batch:submitJob.sync", "Parameters": {"JobDefinition": "${Job}", "JobName": "run", "JobQueue": "${Queue}"}, "End": True}}}
template.add_resource(stepfunctions.StateMachine("Machine", RoleArn=GetAtt(role, "Arn"), DefinitionString=Sub(json.dumps(machine))))
bucket = template.add_resource(s3.Bucket("Lake", DeletionPolicy="Retain", UpdateReplacePolicy="Retain"))
catalog = template.add_resource(glue.Database("Catalog", CatalogId=Ref("AWS::AccountId"), DatabaseInput=glue.DatabaseInput(Name="lake")))
crawler_role = template.add_resource(iam.Role("CrawlerRole", AssumeRolePolicyDocument=trust("glue.amazonaws.com"), ManagedPolicyArns=["arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole"]))
template.add_resource(glue.Crawler("Crawler", Role=GetAtt(crawler_role, "Arn"), DatabaseName=Ref(catalog), Targets=glue.Targets(S3Targets=[glue.S3Target(Path=Sub("s3://${Lake}/raw/"))]), Schedule=glue.Schedule(ScheduleExpression="cron(0 3 * * ? *)")))
