"""Instances that install themselves with cfn-init, in a group that is updated step by step."""
from troposphere import Base64, GetAtt, Parameter, Ref, Sub, Template, autoscaling, cloudformation, ec2, iam, policies
from troposphere import elasticloadbalancingv2 as elb

template = Template()
image = template.add_parameter(Parameter("Image", Type="AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default="/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"))
vpc = template.add_parameter(Parameter("Vpc", Type="AWS::EC2::VPC::Id"))
subnets = template.add_parameter(Parameter("Subnets", Type="List<AWS::EC2::Subnet::Id>"))
kind = template.add_parameter(Parameter("Kind", Type="String", Default="t3.micro", AllowedValues=["t3.micro", "t3.small", "m7i.large"]))
group = template.add_resource(ec2.SecurityGroup("Group", GroupDescription="web", VpcId=Ref(vpc), SecurityGroupIngress=[{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "CidrIp": "0.0.0.0/0"}]))
role = template.add_resource(iam.Role("Role", AssumeRolePolicyDocument={"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": Sub("ec2.${AWS::URLSuffix}")}, "Action": "sts:AssumeRole"}]}, ManagedPolicyArns=["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"]))
profile = template.add_resource(iam.InstanceProfile("Profile", Roles=[Ref(role)]))
launch = template.add_resource(ec2.LaunchTemplate(
    "Launch",
    Metadata=cloudformation.Init(cloudformation.InitConfigSets(default=["install"]), install=cloudformation.InitConfig(
        packages={"yum": {"httpd": []}}, files=cloudformation.InitFiles({"/var/www/html/index.html": cloudformation.InitFile(content="hello", mode="000644", owner="root", group="root")}),
        services={"systemd": cloudformation.InitServices({"httpd": cloudformation.InitService(enabled=True, ensureRunning=True, files=["/etc/httpd/conf/httpd.conf"])})})),
    LaunchTemplateData=ec2.LaunchTemplateData(ImageId=Ref(image), InstanceType=Ref(kind), SecurityGroupIds=[Ref(group)], IamInstanceProfile=ec2.IamInstanceProfile(Arn=GetAtt(profile, "Arn")), MetadataOptions=ec2.MetadataOptions(HttpTokens="required"),
        UserData=Base64(Sub("#!/bin/bash\n/opt/aws/bin/cfn-init --stack ${AWS::StackName} --resource Launch --region ${AWS::Region}\n/opt/aws/bin/cfn-signal -e $? --stack ${AWS::StackName} --resource Instances --region ${AWS::Region}\n")))))
balancer = template.add_resource(elb.LoadBalancer("Balancer", Subnets=Ref(subnets), SecurityGroups=[Ref(group)], Scheme="internet-facing"))
targets = template.add_resource(elb.TargetGroup("Targets", VpcId=Ref(vpc), Port=80, Protocol="HTTP", HealthCheckPath="/"))
template.add_resource(elb.Listener("Listener", LoadBalancerArn=Ref(balancer), Port=80, Protocol="HTTP", DefaultActions=[elb.Action(Type="forward", TargetGroupArn=Ref(targets))]))
instances = template.add_resource(autoscaling.AutoScalingGroup(
    "Instances", MinSize="2", MaxSize="6", VPCZoneIdentifier=Ref(subnets), TargetGroupARNs=[Ref(targets)], HealthCheckType="ELB", HealthCheckGracePeriod=300,
    LaunchTemplate=autoscaling.LaunchTemplateSpecification(LaunchTemplateId=Ref(launch), Version=GetAtt(launch, "LatestVersionNumber")),
    CreationPolicy=policies.CreationPolicy(ResourceSignal=policies.ResourceSignal(Count=2, Timeout="PT15M")),
    UpdatePolicy=policies.UpdatePolicy(AutoScalingRollingUpdate=policies.AutoScalingRollingUpdate(MinInstancesInService=1, MaxBatchSize=1, PauseTime="PT10M", WaitOnResourceSignals=True, SuspendProcesses=["AlarmNotification"])),
    Tags=autoscaling.Tags(Name=Sub("${AWS::StackName}-web"))))
template.add_resource(autoscaling.ScalingPolicy("Cpu", AutoScalingGroupName=Ref(instances), PolicyType="TargetTrackingScaling", TargetTrackingConfiguration=autoscaling.TargetTrackingConfiguration(TargetValue=50.0, PredefinedMetricSpecification=autoscaling.PredefinedMetricSpecification(PredefinedMetricType="ASGAverageCPUUtilization"))))
