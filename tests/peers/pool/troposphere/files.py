"""A file system with mount targets, and a cluster of instances with a capacity provider."""
from troposphere import Base64, GetAtt, Parameter, Ref, Select, Sub, Tags, Template, autoscaling, ec2, ecs, efs, iam

template = Template()
vpc = template.add_parameter(Parameter("Vpc", Type="AWS::EC2::VPC::Id"))
subnets = template.add_parameter(Parameter("Subnets", Type="List<AWS::EC2::Subnet::Id>"))
image = template.add_parameter(Parameter("Image", Type="AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default="/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"))
group = template.add_resource(ec2.SecurityGroup("Group", GroupDescription="instances", VpcId=Ref(vpc)))
doors = template.add_resource(ec2.SecurityGroup("Doors", GroupDescription="files", VpcId=Ref(vpc), SecurityGroupIngress=[{"IpProtocol": "tcp", "FromPort": 2049, "ToPort": 2049, "SourceSecurityGroupId": Ref(group)}]))
files = template.add_resource(efs.FileSystem("Files", Encrypted=True, DeletionPolicy="Retain", UpdateReplacePolicy="Retain", FileSystemTags=Tags(Name="pool")))
targets = [template.add_resource(efs.MountTarget(f"Target{n}", FileSystemId=Ref(files), SubnetId=Select(n, Ref(subnets)), SecurityGroups=[Ref(doors)])) for n in range(2)]
cluster = template.add_resource(ecs.Cluster("Cluster"))
role = template.add_resource(iam.Role("Role", AssumeRolePolicyDocument={"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}, ManagedPolicyArns=["arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"]))
profile = template.add_resource(iam.InstanceProfile("Profile", Roles=[Ref(role)]))
launch = template.add_resource(ec2.LaunchTemplate("Launch", LaunchTemplateData=ec2.LaunchTemplateData(ImageId=Ref(image), InstanceType="m7i.large", SecurityGroupIds=[Ref(group)], IamInstanceProfile=ec2.IamInstanceProfile(Arn=GetAtt(profile, "Arn")), MetadataOptions=ec2.MetadataOptions(HttpTokens="required"), UserData=Base64(Sub("#!/bin/bash\necho ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config\n")))))
instances = template.add_resource(autoscaling.AutoScalingGroup("Instances", MinSize="0", MaxSize="4", VPCZoneIdentifier=Ref(subnets), LaunchTemplate=autoscaling.LaunchTemplateSpecification(LaunchTemplateId=Ref(launch), Version=GetAtt(launch, "LatestVersionNumber")), Tags=autoscaling.Tags(AmazonECSManaged="")))
provider = template.add_resource(ecs.CapacityProvider("Provider", AutoScalingGroupProvider=ecs.AutoScalingGroupProvider(AutoScalingGroupArn=Ref(instances), ManagedScaling=ecs.ManagedScaling(Status="ENABLED", TargetCapacity=100), ManagedTerminationProtection="DISABLED")))
associations = template.add_resource(ecs.ClusterCapacityProviderAssociations("Associations", Cluster=Ref(cluster), CapacityProviders=[Ref(provider)], DefaultCapacityProviderStrategy=[ecs.CapacityProviderStrategy(CapacityProvider=Ref(provider), Weight=1)]))
task = template.add_resource(ecs.TaskDefinition("Task", NetworkMode="bridge", Volumes=[ecs.Volume(Name="data", EFSVolumeConfiguration=ecs.EFSVolumeConfiguration(FilesystemId=Ref(files), TransitEncryption="ENABLED"))], ContainerDefinitions=[ecs.ContainerDefinition(Name="app", Image="public.ecr.aws/docker/library/busybox:1.36", Essential=True, MemoryReservation=128, Command=["sleep", "3600"], MountPoints=[ecs.MountPoint(ContainerPath="/data", SourceVolume="data")])]))
template.add_resource(ecs.Service("Service", Cluster=Ref(cluster), TaskDefinition=Ref(task), DesiredCount=2, DependsOn=[associations.title] + [t.title for t in targets], CapacityProviderStrategy=[ecs.CapacityProviderStrategyItem(CapacityProvider=Ref(provider), Weight=1)]))
