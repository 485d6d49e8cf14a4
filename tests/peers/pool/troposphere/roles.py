"""Roles, groups and policies, one of another account."""
from troposphere import GetAtt, Output, Parameter, Ref, Sub, Template, iam

template = Template()
account = template.add_parameter(Parameter("Account", Type="String", AllowedPattern="[0-9]{12}"))
secret = template.add_parameter(Parameter("ExternalId", Type="String", NoEcho=True))
role = template.add_resource(iam.Role("Auditor", MaxSessionDuration=7200, Path="/audit/", AssumeRolePolicyDocument={"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": Sub("arn:${AWS::Partition}:iam::${Account}:root")}, "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"sts:ExternalId": Ref(secret)}}}]}, ManagedPolicyArns=["arn:aws:iam::aws:policy/SecurityAudit"]))
template.add_resource(iam.ManagedPolicy("Read", Roles=[Ref(role)], PolicyDocument={"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:List*", "s3:GetObject"], "Resource": ["arn:aws:s3:::audit-*", "arn:aws:s3:::audit-*/*"]}]}))
group = template.add_resource(iam.Group("Operators", ManagedPolicyArns=["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"]))
user = template.add_resource(iam.User("Robot", Groups=[Ref(group)]))
template.add_output(Output("Role", Value=GetAtt(role, "Arn")))
