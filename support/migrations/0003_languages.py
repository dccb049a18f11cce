import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('support', '0002_groups'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(help_text='Stays the same, whatever the labels.', max_length=40, unique=True, verbose_name='code')),
                ('label_en', models.CharField(max_length=120, verbose_name='label in English')),
                ('label_ar', models.CharField(max_length=120, verbose_name='label in Arabic')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
            ],
            options={
                'verbose_name': 'language of answers',
                'verbose_name_plural': 'languages of answers',
                'ordering': ['sort_order', 'code'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UrgencyLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(help_text='Stays the same, whatever the labels.', max_length=40, unique=True, verbose_name='code')),
                ('label_en', models.CharField(max_length=120, verbose_name='label in English')),
                ('label_ar', models.CharField(max_length=120, verbose_name='label in Arabic')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('hours', models.PositiveSmallIntegerField(help_text='If nobody has opened a request after this time, the person who stands by is asked, then the coordinators.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='hours until somebody else is asked')),
            ],
            options={
                'verbose_name': 'urgency',
                'verbose_name_plural': 'urgencies',
                'ordering': ['sort_order', 'code'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='volunteerprofile',
            name='languages',
            field=models.ManyToManyField(blank=True, related_name='+', to='support.answerlanguage', verbose_name='languages they answer in'),
        ),
    ]
