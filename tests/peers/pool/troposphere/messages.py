"""Topics, queues and their policies."""
from troposphere import GetAtt, Output, Ref, Template, events, kms, sns, sqs

template = Template()
key = template.add_resource(kms.Key("Key", EnableKeyRotation=True, KeyPolicy={"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}, "Action": "kms:*", "Resource": "*"},
    {"Effect": "Allow", "Principal": {"Service": ["sns.amazonaws.com", "events.amazonaws.com"]}, "Action": ["kms:Decrypt", "kms:GenerateDataKey*"], "Resource": "*"}]}))
dead = template.add_resource(sqs.Queue("Dead", MessageRetentionPeriod=1209600, KmsMasterKeyId=Ref(key)))
queue = template.add_resource(sqs.Queue("Queue", VisibilityTimeout=60, KmsMasterKeyId=Ref(key), RedrivePolicy=sqs.RedrivePolicy(deadLetterTargetArn=GetAtt(dead, "Arn"), maxReceiveCount=3)))
topic = template.add_resource(sns.Topic("Topic", KmsMasterKeyId=Ref(key)))
subscription = template.add_resource(sns.SubscriptionResource("Subscription", Protocol="sqs", Endpoint=GetAtt(queue, "Arn"), TopicArn=Ref(topic), RawMessageDelivery=True))
template.add_resource(sqs.QueuePolicy("QueuePolicy", Queues=[Ref(queue)], PolicyDocument={"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": GetAtt(queue, "Arn"), "Condition": {"ArnEquals": {"aws:SourceArn": Ref(topic)}}}]}))
rule = template.add_resource(events.Rule("Rule", EventPattern={"source": ["aws.ecs"], "detail-type": ["ECS Deployment State Change"]}, State="ENABLED", Targets=[events.Target(Id="topic", Arn=Ref(topic))]))
template.add_resource(sns.TopicPolicy("TopicPolicy", Topics=[Ref(topic)], PolicyDocument={"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sns:Publish", "Resource": Ref(topic), "Condition": {"ArnEquals": {"aws:SourceArn": GetAtt(rule, "Arn")}}}]}))
template.add_output(Output("QueueUrl", Value=Ref(queue)))
